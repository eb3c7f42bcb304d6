//! A picture as a page that works without a network: the drawing, a table, details and a search.

mod steps;

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use crate::picture::svg::{escaped, write_untitled};
use crate::picture::{Drawing, Fact, Kind, Node, Paper, Picture, poster_svg, svg};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// What stays in sight: the search, and what moves the drawing where there are scripts.
const TOOLS: &str = r#"<div class="search" role="search"><label for="search">Search</label>
<input id="search" type="search" placeholder="code, title, level, role" autocomplete="off">
<output id="found" for="search"></output>
<span class="zoom" hidden><button type="button" id="out" aria-label="zoom out">−</button>
<button type="button" id="in" aria-label="zoom in">+</button> <button type="button" id="fit">fit</button></span></div>"#;

/// Writes a picture as one page of HTML.
///
/// The drawing's links lead to the providers' pages; with scripts a click shows the details of a node instead, and they
/// have the link. The page forbids itself to load anything.
///
/// # Errors
///
/// Those of `out`.
pub fn html(drawing: &Drawing, out: &mut impl Write) -> io::Result<()> {
    let picture = drawing.picture();
    let title = escaped(&picture.title);
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"description\" content=\"{}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>",
        escaped(&picture.description)
    )?;
    // the drawings of graphs and posters bear their title themselves
    let class = match drawing {
        Drawing::Plans { .. } => "",
        Drawing::Graph(_) | Drawing::Poster(_) => " class=\"unseen\"",
    };
    writeln!(out, "<main>\n{TOOLS}\n<h1{class}>{title}</h1>")?;
    let mut used = BTreeSet::new();
    if let Drawing::Plans { ways, .. } = drawing {
        steps::write_plans(ways, &mut used, out)?;
        let of_first = if ways.len() > 1 {
            ", plan 1 marked"
        } else {
            ""
        };
        writeln!(out, "<h2>Every way there{of_first}</h2>")?;
    }
    writeln!(
        out,
        "<div class=\"stage\">\n\
         <figure id=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"drawing: + and - zoom, 0 fits, arrows move\">"
    )?;
    match drawing {
        Drawing::Graph(picture) => svg(picture, out)?,
        Drawing::Plans { graph, .. } => write_untitled(graph, out)?,
        Drawing::Poster(poster) => {
            if let Some((wide, high)) = poster.paper.map(Paper::millimeters) {
                // on its paper the poster is all there is; a hair less than that, so that it takes no second sheet
                writeln!(
                    out,
                    "<style>@media print {{ @page {{ size: {wide}mm {high}mm; margin: 0; }}\n\
                     main {{ padding: 0; }} table {{ display: none; }}\n\
                     .moves svg, figure svg {{ width: {wide}mm; height: calc({high}mm - 1px); max-height: none; }} }}</style>"
                )?;
            }
            poster_svg(poster, out)?;
        }
    }
    writeln!(
        out,
        "</figure>\n<section id=\"details\" aria-label=\"details\" hidden></section>\n</div>"
    )?;
    write_table(picture, &mut used, out)?;
    write!(out, "<script type=\"application/json\" id=\"nodes\">")?;
    write_data(picture, out)?;
    writeln!(
        out,
        "</script>\n</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
    )
}

/// Writes a row for each exam and certification: what is planned first, in its order. Each can be linked to by its name,
/// unless that is used already.
fn write_table<'p>(
    picture: &'p Picture,
    used: &mut BTreeSet<&'p str>,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">role</th><th scope=\"col\">code or id</th>\
         <th scope=\"col\">title</th><th scope=\"col\">level or price</th><th scope=\"col\">remarks</th></tr></thead>\n<tbody>",
        escaped(&picture.description)
    )?;
    let named = picture.in_order().into_iter();
    let named = named.map(|number| (number, &picture.nodes[number]));
    for (number, node) in named.filter(|(_, node)| is_named(node)) {
        let kind = match node.kind {
            Kind::Exam => "exam",
            Kind::Certification | Kind::Gate(_) | Kind::Remark => "certification",
        };
        let id = if used.insert(&node.name) {
            format!(" id=\"{}\"", escaped(&node.name))
        } else {
            String::new()
        };
        writeln!(
            out,
            "<tr{id} class=\"{kind}\" data-node=\"{number}\" tabindex=\"0\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            node.state(),
            escaped(&node.name),
            escaped(&node.title),
            escaped(&node.note),
            escaped(&node.marks.join(", "))
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn is_named(node: &Node) -> bool {
    matches!(node.kind, Kind::Exam | Kind::Certification)
}

/// What the page's script knows of a node.
#[derive(Serialize)]
struct NodeData<'a> {
    named: bool,
    name: &'a str,
    title: &'a str,
    role: String,
    marks: &'a [String],
    link: Option<&'a str>,
    facts: Vec<(&'a str, &'a str)>,
    /// What it requires and what requires it.
    requires: Vec<usize>,
    dependents: Vec<usize>,
}

fn write_data(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    let mut dependents = picture.dependents();
    let nodes = picture.nodes.iter().zip(&mut dependents);
    let nodes: Vec<NodeData<'_>> = nodes
        .map(|(node, dependents)| NodeData {
            named: is_named(node),
            name: &node.name,
            title: &node.title,
            role: node.state(),
            marks: &node.marks,
            link: node.link.as_deref(),
            facts: node
                .facts
                .iter()
                .map(|Fact { name, value }| (*name, value.as_str()))
                .collect(),
            requires: node.requires.iter().map(|edge| edge.to).collect(),
            dependents: std::mem::take(dependents),
        })
        .collect();
    // `</script>` in a text would end the data
    let text = serde_json::to_string(&nodes)?.replace('<', "\\u003c");
    out.write_all(text.as_bytes())
}
