//! Pictures as SVG files that need no font, program or network: <https://www.w3.org/TR/SVG2/>.

mod diagram;
mod frame;
mod node;
mod poster;
mod xml;

pub use diagram::svg;
pub use poster::poster_svg;
pub(super) use xml::escaped;
