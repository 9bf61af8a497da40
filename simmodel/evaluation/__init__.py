"""What a pilot would have said: pilots lived through inside the model, beside the effect that the model knows."""
