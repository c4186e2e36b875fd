"""What the tests of the web share."""

PASSWORD = "een-lang-wachtwoord"
