//! Providers with their levels, and the values that entries share.

use crate::catalog::model::{
    Course, EarlierValidity, Learning, Level, Link, Provider, Validity, Version,
};
use crate::catalog::renewal::{Lasts, Length};
use crate::output::export::node::{Fields, Map, Node, word, written};

pub(super) fn provider(provider: &Provider) -> Node {
    let Provider {
        id,
        name,
        url,
        hosts,
        title_prefixes,
        aliases,
        issuers,
        levels,
        place: _,
    } = provider;
    let common = common_links(levels);
    let mut fields = Fields::default();
    fields.put("id", word(id));
    fields.put("name", written(name));
    fields.put_text("url", url.as_ref());
    fields.put_list("hosts", hosts, written);
    fields.put_list("title-prefixes", title_prefixes, written);
    fields.put_list("aliases", aliases, written);
    fields.put_list("issuers", issuers, written);
    fields.put_list("levels", levels, |one| level(one, &common));
    if !common.is_empty() {
        let links = common
            .iter()
            .map(|link| (link.name.to_string(), written(&link.pattern)));
        fields.put("links", Node::Map(links.collect()));
    }
    Node::Map(fields.0)
}

/// Returns the links of the provider: those of the first level that has a link of the name.
fn common_links(levels: &[Level]) -> Vec<&Link> {
    let mut links: Vec<&Link> = Vec::new();
    for link in levels.iter().flat_map(|level| level.links.iter()) {
        if !links.iter().any(|known| known.name == link.name) {
            links.push(link);
        }
    }
    links.sort_by(|one, other| one.name.cmp(&other.name));
    links
}

fn level(level: &Level, common: &[&Link]) -> Node {
    let Level {
        name,
        rank,
        price,
        validity: lasts,
        renewal,
        renewal_window_months,
        earlier_validity,
        links,
    } = level;
    let mut fields = Fields::default();
    fields.put("name", written(name));
    fields.put("rank", Node::Number((*rank).into()));
    fields.put("price-usd", price.map(Node::Price));
    fields.put("valid-months", validity(*lasts));
    fields.put("renewal", word(renewal.word()));
    if *renewal_window_months > 0 {
        fields.put_number("renewal-window-months", Some(*renewal_window_months));
    }
    fields.put_list("earlier-validity", earlier_validity, earlier);
    let own: Map = common
        .iter()
        .filter_map(|common| {
            let own = links.iter().find(|link| link.name == common.name);
            let value = own.map_or(Node::Null, |link| written(&link.pattern));
            let same = own.is_some_and(|link| link.pattern == common.pattern);
            (!same).then(|| (common.name.to_string(), value))
        })
        .collect();
    if !own.is_empty() {
        fields.put("links", Node::Map(own));
    }
    Node::Map(fields.0)
}

pub(super) fn validity(validity: Validity) -> Node {
    match validity {
        Validity::Months(months) => Node::Number(months.into()),
        Validity::Never => word("none"),
        Validity::Unknown => word("unknown"),
    }
}

pub(super) fn earlier(earlier: &EarlierValidity) -> Node {
    let EarlierValidity {
        until,
        validity: lasted,
    } = earlier;
    let mut fields = Fields::default();
    fields.put_date("until", Some(*until));
    fields.put("valid-months", validity(*lasted));
    Node::Map(fields.0)
}

pub(super) fn length(length: Length) -> Node {
    match length {
        Length::Months(count) => Node::Number(count.into()),
        Length::Days(count) => Node::Word(format!("{count}d")),
    }
}

pub(super) fn lasts_node(lasts: Lasts) -> Node {
    let map = |fields: &[(&str, &str)]| {
        let fields = fields.iter();
        Node::Map(
            fields
                .map(|(key, said)| ((*key).to_owned(), word(said)))
                .collect(),
        )
    };
    match lasts {
        Lasts::ForLife => word("for-life"),
        Lasts::WithParts => map(&[("with", "parts")]),
        Lasts::WithPartsToYearEnd => map(&[("with", "parts"), ("to", "year-end")]),
        Lasts::ToMonthEnd => map(&[("to", "month-end")]),
        Lasts::ToYearEnd => map(&[("to", "year-end")]),
    }
}

pub(super) fn course(course: &Course) -> Node {
    let Course { code, days } = course;
    let mut fields = Fields::default();
    fields.put_text("code", code.as_ref());
    fields.put_number("days", *days);
    Node::Map(fields.0)
}

pub(super) fn version(version: &Version) -> Node {
    let Version { title, from, until } = version;
    let mut fields = Fields::default();
    fields.put("title", written(title));
    fields.put_date("from", *from);
    fields.put_date("until", *until);
    Node::Map(fields.0)
}

pub(super) fn learning(learning: &Learning) -> Node {
    let Learning { title, url } = learning;
    let mut fields = Fields::default();
    fields.put("title", written(title));
    fields.put("url", written(url));
    Node::Map(fields.0)
}
