"""The fields of an article as a form: read with what was found of each, written so that only their own lines change."""
