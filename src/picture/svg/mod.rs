//! Pictures as SVG files that need no font, program or network: <https://www.w3.org/TR/SVG2/>.

mod diagram;
mod frame;
mod node;
mod poster;
mod way;
#[cfg(test)]
mod way_tests;
mod xml;

pub use crate::picture::svg::diagram::svg;
pub(super) use crate::picture::svg::diagram::{extent, write_untitled};
pub use crate::picture::svg::poster::poster_svg;
pub(super) use crate::picture::svg::poster::{SMALLEST_FONT, poster_size};
pub use crate::picture::svg::way::way_svg;
pub(super) use crate::picture::svg::way::write_for_page;
pub(super) use crate::picture::svg::xml::escaped;
