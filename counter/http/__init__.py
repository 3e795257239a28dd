"""Requests and answers: who asks, within which limits, with which fields; what is sent back."""
