"""Access by OpenSSH: roles of keys, and the lines that sshd reads."""
