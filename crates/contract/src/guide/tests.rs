//! What is wrong with a guide is found, one fault at a time.
