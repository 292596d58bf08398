"""The one room that reaches the network, and only when the user names an address: nothing else may import it."""
