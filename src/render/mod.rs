//! An answer and a writer in, bytes out.
