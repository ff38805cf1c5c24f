"""Letting people in by OpenSSH: what their keys may do, and the lines that sshd reads."""
