//! The JSON Schema of the catalog's format, for editors and other programs.
//!
//! Made from the keys that the reader takes; what only a look at the whole catalog can show (unknown names,
//! cycles, what a new entry lacks) is left to the check.

use std::io::{self, Write};

use serde_json::{Map as Object, Value, json};

use crate::catalog::load::limits::{HIGHEST_PRICE, MOST_MONTHS};
use crate::catalog::load::renewal::FOR_LIFE;
use crate::catalog::load::schema::{self, FILE, Key, Map, SET, Shape};
use crate::catalog::load::values::{CONFIDENCES, RESERVED};
use crate::catalog::model::Renewal;
use crate::catalog::renewal::RenewalEffect;
use crate::output::json;

/// Writes the JSON Schema (draft 2020-12) of a file of a catalog.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn catalog_schema(out: &mut impl Write) -> io::Result<()> {
    json::write_pretty(&schema(), out)
}

fn schema() -> Value {
    let mut schema = Object::new();
    let draft = "https://json-schema.org/draft/2020-12/schema";
    schema.insert("$schema".to_owned(), draft.into());
    schema.insert("title".to_owned(), "certpath catalog".into());
    schema.extend(object(&FILE));
    let mut definitions = Object::new();
    let mut waiting = vec![&FILE];
    while let Some(map) = waiting.pop() {
        for key in map.keys {
            if let Shape::Maps(map) | Shape::Renewal(map) = key.shape {
                let definition = Value::Object(object(map));
                let known = definitions.insert(map.name.to_owned(), definition);
                if known.is_none() {
                    waiting.push(map);
                }
            }
        }
    }
    definitions.insert(SET.name.to_owned(), Value::Object(object(&SET)));
    definitions.extend(values());
    definitions.extend(requirements());
    definitions.sort_keys();
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    Value::Object(schema)
}

fn object(map: &Map) -> Object<String, Value> {
    let mut required = map.keys.iter().filter(|key| key.required).peekable();
    let mut object = Object::new();
    object.insert("description".to_owned(), map.about.into());
    object.insert("type".to_owned(), "object".into());
    if required.peek().is_some() {
        let names: Vec<&str> = required.map(|key| key.name).collect();
        object.insert("required".to_owned(), names.into());
    }
    let properties = map.keys.iter().map(property).collect();
    object.insert("properties".to_owned(), Value::Object(properties));
    object.insert("additionalProperties".to_owned(), false.into());
    object
}

fn property(key: &Key) -> (String, Value) {
    let value = value(key.shape);
    let about = key.about;
    let property = if key.required {
        let mut property = Object::new();
        property.insert("description".to_owned(), about.into());
        property.extend(value.as_object().cloned().unwrap_or_default());
        Value::Object(property)
    } else {
        json!({"description": about, "anyOf": [value, {"type": "null"}]})
    };
    (key.name.to_owned(), property)
}

fn value(shape: Shape) -> Value {
    match shape {
        Shape::Text => reference("text"),
        Shape::TextOrNumber => reference("text-or-number"),
        Shape::Texts { numbers } => {
            let items = if numbers { "text-or-number" } else { "text" };
            list(&reference(items))
        }
        Shape::Switch => json!({"type": "boolean"}),
        Shape::Format => json!({"const": 1}),
        Shape::Code => reference("code"),
        Shape::Id => reference("id"),
        Shape::Date => reference("date"),
        Shape::Day => reference("day"),
        Shape::Number(least, most) => whole(least, most),
        Shape::Price => reference("price"),
        Shape::Validity => reference("validity"),
        Shape::Renewal(ways) => json!({
            "anyOf": [{"enum": words(&Renewal::WORDS)}, list(&reference(ways.name))],
        }),
        Shape::RenewalEvent => reference("renewal-event"),
        Shape::RenewalEffect => json!({"enum": words(&RenewalEffect::WORDS)}),
        Shape::Length => reference("length"),
        Shape::Lasts => reference("lasts"),
        Shape::Confidence => json!({"enum": words(&CONFIDENCES)}),
        Shape::Requirement => reference("requirement"),
        Shape::Rule => reference("rule"),
        Shape::TodaysRule => reference("todays-rule"),
        Shape::Names => list(&reference("entry")),
        Shape::Links => reference("links"),
        Shape::Maps(map) => list(&reference(map.name)),
    }
}

fn words<T>(words: &[(&str, T)]) -> Value {
    let words = words.iter();
    words.map(|(word, _)| *word).collect()
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

fn whole(least: u32, most: u32) -> Value {
    json!({"type": "integer", "minimum": least, "maximum": most})
}

/// What values with a form of their own look like. YAML takes `700`, `2021` and `101` for numbers.
fn values() -> Object<String, Value> {
    const SOMETHING: &str = r"\S";
    let month = "(0[1-9]|1[0-2])";
    let day = format!("{month}-(0[1-9]|[12][0-9]|3[01])");
    let values = json!({
        "text": {"type": "string", "pattern": SOMETHING},
        "text-or-number": {"type": ["string", "number"], "pattern": SOMETHING},
        "code": {"type": ["string", "number"], "pattern": "^[A-Za-z0-9._+-]{1,40}$"},
        "id": {
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "minimum": 0,
            "not": {"enum": RESERVED},
        },
        "day": {"type": "string", "pattern": format!("^[0-9]{{4}}-{day}$")},
        "date": {
            "type": ["string", "integer"],
            "pattern": format!("^[0-9]{{4}}(-{month}|-{day})?$"),
            "minimum": 0,
            "maximum": 9999,
        },
        "length": {"anyOf": [whole(0, MOST_MONTHS), {"type": "string", "pattern": "^[0-9]{1,5}d$"}]},
        "lasts": lasts(),
        "price": {"type": "number", "minimum": 0, "maximum": HIGHEST_PRICE},
        "validity": {"anyOf": [whole(1, MOST_MONTHS), {"enum": ["none", "unknown"]}]},
        "links": {
            "type": "object",
            "additionalProperties": {"type": ["string", "null"], "pattern": SOMETHING},
        },
    });
    values.as_object().cloned().unwrap_or_default()
}

/// What ends a title.
fn lasts() -> Value {
    let [with, to] = schema::LASTS_KEYS;
    json!({"anyOf": [
        {"const": FOR_LIFE},
        {
            "type": "object",
            "required": [with],
            "properties": {with: {"const": "parts"}, to: {"const": "year-end"}},
            "additionalProperties": false,
        },
        {
            "type": "object",
            "required": [to],
            "properties": {to: {"enum": ["month-end", "year-end"]}},
            "additionalProperties": false,
        },
    ]})
}

/// The grammar of requirements.
fn requirements() -> Object<String, Value> {
    let [all, any, least, of, ever] = schema::REQUIREMENT_KEYS;
    let [pass, earn] = schema::RENEWAL_EVENT_KEYS;
    let list = || reference("members");
    let members = || json!({"anyOf": [list(), reference("set")]});
    let gate = |fields: Value, about: &str| {
        let required: Vec<&String> = fields
            .as_object()
            .into_iter()
            .flat_map(Object::keys)
            .collect();
        json!({
            "description": about,
            "type": "object",
            "required": required,
            "properties": fields,
            "additionalProperties": false,
        })
    };
    let grammar = json!({
        "entry": {
            "description": "A code or an id; the same name in another provider's list as provider:name.",
            "type": ["string", "number"],
            "pattern": "^([a-z0-9-]+:)?[A-Za-z0-9._+-]+$",
            "not": {"enum": ["unverified", "none"]},
        },
        "members": {"type": "array", "minItems": 1, "items": reference("requirement")},
        "requirement": {
            "description": "A name, a list of which all must hold, or a map: all, any, at-least and of, or ever.",
            "anyOf": [
                reference("entry"),
                list(),
                gate(json!({all: members()}), "All of them."),
                gate(json!({any: members()}), "At least one."),
                gate(json!({least: {"type": "integer", "minimum": 1}, of: members()}), "At least that many."),
                gate(json!({ever: reference("entry")}), "That certification held at any time, lapsed or not."),
            ],
        },
        "rule": {"anyOf": [{"const": "unverified"}, reference("requirement")]},
        "renewal-event": {"anyOf": [
            reference("text"),
            gate(json!({pass: reference("renewing")}), "Exams passed."),
            gate(json!({earn: reference("renewing")}), "Certifications earned or renewed."),
        ]},
        "renewing": {
            "description": "A requirement in which `350-*` stands for every exam whose code begins like that.",
            "anyOf": [reference("requirement"), {"type": "string", "pattern": "[*]"}, {"type": ["object", "array"]}],
        },
        "todays-rule": {"anyOf": [{"enum": ["unverified", "none"]}, reference("requirement")]},
    });
    grammar.as_object().cloned().unwrap_or_default()
}
