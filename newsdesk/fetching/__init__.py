"""Requests over HTTP within limits of time and bytes, whatever the server does: one place for all that ask one.

Redirects are not followed: who asks decides where to go. Through the proxy that the environment names, but never to this machine.
"""
