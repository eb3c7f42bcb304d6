//! A picture as a page that works without a network: the drawing, a table, details and a search.

mod steps;

use std::io::{self, Write};

use serde::Serialize;

use crate::picture::svg::escaped;
use crate::picture::{
    Availability, Drawing, Fact, Kind, Node, Picture, Role, poster_svg, svg, way_svg,
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

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
    // The other drawings bear their title themselves.
    let class = match drawing {
        Drawing::Plans { .. } => "",
        Drawing::Graph(_) | Drawing::Poster(_) => " class=\"unseen\"",
    };
    writeln!(out, "<main>\n<h1{class}>{title}</h1>")?;
    if let Drawing::Plans { ways, .. } = drawing {
        steps::write_plans(ways, out)?;
        writeln!(out, "<figure id=\"way\">")?;
        way_svg(ways, out)?;
        writeln!(out, "</figure>\n<h2>Every way there</h2>")?;
    }
    writeln!(
        out,
        "<p class=\"search\"><label for=\"search\">Search</label> \
         <input id=\"search\" type=\"search\" placeholder=\"code, title, level, role\" autocomplete=\"off\"> \
         <output id=\"found\" for=\"search\"></output> \
         <label><input id=\"fit\" type=\"checkbox\"> fit to the window</label></p>\n\
         <figure id=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"drawing\">"
    )?;
    match drawing {
        Drawing::Graph(picture) | Drawing::Plans { graph: picture, .. } => svg(picture, out)?,
        Drawing::Poster(poster) => poster_svg(poster, out)?,
    }
    writeln!(
        out,
        "</figure>\n<aside id=\"details\" aria-live=\"polite\" hidden></aside>"
    )?;
    write_table(picture, out)?;
    write!(out, "<script type=\"application/json\" id=\"nodes\">")?;
    write_data(picture, out)?;
    writeln!(
        out,
        "</script>\n</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
    )
}

/// Writes a row for each exam and certification: what is planned first, in its order.
fn write_table(picture: &Picture, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">role</th><th scope=\"col\">code or id</th>\
         <th scope=\"col\">title</th><th scope=\"col\">level or price</th><th scope=\"col\">remarks</th></tr></thead>\n<tbody>",
        escaped(&picture.description)
    )?;
    let named = picture.nodes.iter().enumerate();
    let mut named: Vec<(usize, &Node)> = named.filter(|(_, node)| is_named(node)).collect();
    named.sort_by_key(|(_, node)| match node.role {
        Role::Step(step) | Role::Recommended(Some(step)) => step,
        _ => usize::MAX,
    });
    for (number, node) in named {
        let kind = match node.kind {
            Kind::Exam => "exam",
            Kind::Certification | Kind::Gate(_) | Kind::Remark => "certification",
        };
        writeln!(
            out,
            "<tr class=\"{kind}\" data-node=\"{number}\" tabindex=\"0\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            role(node),
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

fn role(node: &Node) -> String {
    match (node.role, node.availability) {
        (Role::Held, _) => "held".to_owned(),
        (Role::Step(step), _) => format!("step {step}"),
        (Role::Earned, _) => "earned on the way".to_owned(),
        (Role::Recommended(Some(step)), _) => format!("step {step}, recommended"),
        (_, Availability::Retired) => "retired".to_owned(),
        (Role::Recommended(None), _) => "recommended".to_owned(),
        (Role::Alternative, _) => "another way".to_owned(),
        (Role::Plain, _) => String::new(),
    }
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
            role: role(node),
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
