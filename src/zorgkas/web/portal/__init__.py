"""The pages of a member: sign in with OpenID Connect, see and do what is one's own."""
