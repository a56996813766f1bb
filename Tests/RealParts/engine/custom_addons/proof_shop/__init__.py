"""Nothing but its name: that it is found and installed is what the tests look at."""
