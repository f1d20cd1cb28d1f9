//! Careguide.
