"""What fits, what is missing, what next. Pure computation: values in, values out."""
