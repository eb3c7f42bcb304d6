//! What the fields of a list mean, by what they are called.

use crate::catalog::fold;
use crate::resolve::lists::dates;

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Name,
    Code,
    Issuer,
    Date,
    Expires,
    Status,
}

impl Field {
    pub(super) const ALL: [Self; 6] = [
        Self::Name,
        Self::Code,
        Self::Issuer,
        Self::Date,
        Self::Expires,
        Self::Status,
    ];

    /// Returns what it is called, the surest first, without spaces, hyphens and underscores.
    fn called(self) -> &'static str {
        match self {
            Self::Name => {
                "\
                name title certtitle examtitle certification certificationname certificationtitle \
                certificate certificatename certname credential credentialname badgename badgetitle \
                fullname full qualification exam examname item titre nom nombre titel label \
                bezeichnung zertifikat zertifizierung certificado certificaci\u{f3}n certificacion \
                intitul\u{e9} t\u{ed}tulo titulo nome diplome description"
            }
            Self::Code => {
                "\
                code examcode examnumber acronym abbr abbreviation short shortname shorttitle \
                certshorthand shorthand badge exam"
            }
            Self::Issuer => {
                "\
                issuer issuername issuedby issuingorganization issuingorganisation issuingauthority \
                authority provider vendor org orgname organization organisation organizationname \
                institute institution register company certifyingbody aussteller ausgestelltvon \
                herausgeber anbieter organisme organismo entidad emisor emittente instituci\u{f3}n \
                d\u{e9}livr\u{e9}par body"
            }
            Self::Date => {
                "\
                date issuedat issuedatdate issuedon issuedate issueddate dateissued issued earnedon \
                earned earneddate dateearned awarded awardedon dateawarded awarddate achieved \
                achievedon achievementdate acquired acquireddate obtained obtainedon dateobtained \
                passed passedon passeddate completed completedon completeddate completiondate \
                startson startedon startdate validfrom examdate examdatetaken datetaken \
                certificationdate when period year month meta issuedatraw datum ausgestelltam \
                ausstellungsdatum erworben erworbenam jahr datedobtention obtention obtenule \
                dateofissue passdate ann\u{e9}e fecha fechadeemisi\u{f3}n fechadeexpedici\u{f3}n a\u{f1}o data ano anno jaar \
                \u{65e5}\u{4ed8}"
            }
            Self::Expires => {
                "\
                expires expiresat expiresatdate expireson expiry expirydate expirationdate \
                expiration expirationdatetime dateexpired validuntil validto validthru validthrough \
                finishedon enddate endson renewby renewaldate expiredon expireddate goodthrough \
                g\u{fc}ltigbis ablaufdatum ablauf datedexpiration expirele validejusquau \
                valablejusquau fechadeexpiraci\u{f3}n fechadevencimiento caducidad v\u{e1}lidohasta \
                scadenza validade validity validit\u{e9} g\u{fc}ltigkeit"
            }
            Self::Status => {
                "\
                status state progress certificationstatus held passed completed earned achieved active valid result examresult outcome passfail ergebnis statut r\u{e9}sultat \
                estado resultado situa\u{e7}\u{e3}o stato"
            }
        }
    }
}

/// Returns the key of a field as [`Field::called`] has it.
pub(super) fn key(text: &str) -> String {
    fold::words(text).concat()
}

/// What a column of names is called, where a line that begins so may be something else.
const NAMES_OF_COLUMNS: &str = "\
    cert certs certifications certificates credentials exams badges qualifications coursecertification pr\u{fc}fung \
    zertifikatsname nachweis certificat certificationobtenue dipl\u{f4}me nomducertificat nombredelacertificaci\u{f3}n \
    titulaci\u{f3}n certifica\u{e7}\u{e3}o nomedacertifica\u{e7}\u{e3}o certificazione certificaat certificering naam diploma \
    \u{8cc7}\u{683c}\u{540d} \u{8cc7}\u{683c} \u{540d}\u{79f0} \u{8a8d}\u{5b9a}\u{8cc7}\u{683c} \u{8a66}\u{9a13}\u{540d} \
    \u{8a8d}\u{5b9a}\u{540d}";

/// Returns how sure a field that is called so is to say something, the lower the surer; nothing if it says something else.
pub(super) fn rank(field: Field, heading: &str) -> Option<usize> {
    /// Longest heading, in bytes.
    const LONGEST: usize = 80;
    if heading.len() > LONGEST {
        return None;
    }
    let key = key(heading);
    let mut called = field.called().split(' ');
    let is_last = || match field {
        Field::Name => fold::is_among(&key, NAMES_OF_COLUMNS),
        Field::Issuer => fold::is_among(
            &key,
            "uitgever \u{767a}\u{884c}\u{5143} \u{8a8d}\u{5b9a}\u{6a5f}\u{95a2}",
        ),
        _ => dates::heading(heading) == Some(field),
    };
    let last = field.called().len();
    called
        .position(|name| name == key)
        .or_else(|| is_last().then_some(last))
}

/// Returns whether a field with this key names something, wherever it stands.
pub(super) fn is_name(key: &str) -> bool {
    [Field::Name, Field::Code]
        .iter()
        .any(|field| fold::is_among(key, field.called()))
}

/// How something stands, by the word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Held,
    Expired,
    NotHeld,
}

/// Words for what is planned, is not passed yet or was not passed; of several words one key.
const NOT_HELD: &str = "\
    inprogress progress ongoing studying learning preparing inpreparation preparation planned planning queued notstarted \
    todo upcoming scheduled target goal wip wishlist next future draft fail failed revoked rejected notpassed notachieved \
    notimported recommended suggested goals registered enrolled booked cancelled canceled withdrawn noshow suspended expected pursuing pending \
    geplant angemeldet invorbereitung inarbeit laufend nichtbestanden durchgefallen encours enpr\u{e9}paration \
    pr\u{e9}vu pr\u{e9}vue planifi\u{e9} \u{e9}chou\u{e9} enprogreso encurso planificado pendiente reprobado nosuperado \
    emandamento emcurso planejado reprovado incorso pianificato gepland invoorbereiding bezig nietbehaald nietgeslaagd \
    \u{53d6}\u{5f97}\u{4e88}\u{5b9a} \u{53d7}\u{9a13}\u{4e88}\u{5b9a} \u{5b66}\u{7fd2}\u{4e2d} \u{4e0d}\u{5408}\u{683c}";
/// Words for what was held.
const EXPIRED: &str = "\
    expired retired inactive lapsed notactive historical abgelaufen ung\u{fc}ltig expir\u{e9} expir\u{e9}e \u{e9}chu vencido \
    vencida caducado caducada expirado expirada scaduto scaduta verlopen \u{5931}\u{52b9} \u{671f}\u{9650}\u{5207}\u{308c}";

/// Returns how something stands whose status is written so; held, unless it is said to be planned or expired.
pub(super) fn state(text: &str) -> State {
    let key = key(text);
    if fold::is_among(&key, NOT_HELD) {
        State::NotHeld
    } else if fold::is_among(&key, EXPIRED) {
        State::Expired
    } else {
        State::Held
    }
}

/// Returns how something stands of which a text begins to say so: `failed (640)`, `expected June 2027`, `not passed`.
pub(super) fn state_said(text: &str) -> State {
    /// Most words of a state.
    const MOST: usize = 3;
    let words = fold::words(text);
    match words.as_slice() {
        [not, end, ..] if not == "not" && is_end(end) => {
            return State::Held;
        }
        [not, valid, ..] if not == "not" && fold::is_among(valid, "active current valid") => {
            return State::Expired;
        }
        _ if truth(text) == Some(false) || says_not(text) => return State::NotHeld,
        _ => {}
    }
    let mut states = (1..=words.len().min(MOST)).map(|len| state(&words[..len].join(" ")));
    states
        .find(|state| *state != State::Held)
        .unwrap_or(State::Held)
}

/// Returns how that stands over which a heading is: `Planned`, `Failed exams`, `Recommended for you`.
pub(super) fn state_below(heading: &str) -> State {
    const THINGS: &str = "\
        badge badges certificates certification certifications certs credentials exam exams for goals you";
    let mut words = fold::words(heading);
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| fold::is_among(last, THINGS))
    {
        words.pop();
    }
    state(&words.join(" "))
}

/// Beginnings of words for an end: what has `not expired` is held.
const ENDS: [&str; 5] = ["end", "expir", "laps", "renew", "retire"];

/// Returns what a field says that is to be answered with yes or no, or with how much is done.
pub(super) fn truth(text: &str) -> Option<bool> {
    const YES: &str = "1 ja oui s\u{ed} sim true x y yes \u{2713} \u{2714} \u{2705}";
    const NO: &str = "0 false n nao n\u{e3}o nee nein no non";
    let text = text.trim().to_lowercase();
    let percent = text
        .strip_suffix('%')
        .map(|number| number.trim().parse::<f64>());
    if let Some(Ok(done)) = percent {
        return Some(done >= 100.0);
    }
    let yes = fold::is_among(&text, YES);
    (yes || fold::is_among(&text, NO)).then_some(yes)
}

/// Returns whether a text says that something is not held, or not any more: `AZ-104 not passed`, `AZ-104: no`, `no longer held`.
/// That it does not end, or that there is no end, says nothing of the kind.
pub(in crate::resolve) fn says_not(text: &str) -> bool {
    const NOT: &str =
        "aren cannot couldn didn doesn don hasn haven isn never nicht no not wasn won";
    /// What stands between these and what is denied.
    const BETWEEN: &str = "any be been being fully t to";
    const DENIED: &str = "\
        achieved attained attempted awarded certified complete completed done do earn earned finish finished have held hold \
        obtained own pass passed sat started take taken";
    let is_short = |word: &str| word.len() >= 2 && word.len() <= 7;
    let mut may = text.split(|c: char| !c.is_ascii_alphabetic());
    if !may.any(|word| is_short(word) && fold::is_among(&word.to_ascii_lowercase(), NOT)) {
        return false;
    }
    let words = fold::words(&text.replace(['\'', '\u{2019}'], " "));
    let is = |place: usize, list: &str| {
        words
            .get(place)
            .is_some_and(|word| fold::is_among(word, list))
    };
    (0..words.len())
        .filter(|&place| is(place, NOT))
        .any(|place| {
            let mut behind = place + 1;
            while is(behind, BETWEEN) {
                behind += 1;
            }
            // `AZ-104: no`, `no AZ-104`
            let is_alone = is(place, "no not")
                && (behind >= words.len() || place == 0 && !is_end(&words[behind]));
            is_alone || is(behind, DENIED) || is(place + 1, "longer yet")
        })
}

fn is_end(word: &str) -> bool {
    ENDS.iter().any(|begin| word.starts_with(begin))
}
