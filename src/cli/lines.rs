//! A stream of lines, answered on all cores in the order in which they came.
//!
//! One thread reads, one on each core answers, and the caller's writes. What was read at once is handed over at once,
//! as far as its lines are whole: many short lines cost one hand-over, and a line that comes alone does not wait for
//! others. Only so much is on its way at a time, so memory is bounded however long the stream is; and an answer is
//! handed on as soon as the next one is not ready, so whoever sends a line can wait for its answer before sending
//! another.

use std::io::{self, BufRead as _, Read, Write};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Outcome;

/// Longest line that is read, in bytes.
pub(crate) const LONGEST_LINE: usize = 16 << 20;

/// How much is read at once, in bytes: more than a hundred usual lines, and few enough that all cores have some.
const READ_BYTES: usize = 16 << 10;

/// Most chunks that wait for a core.
const MOST_CHUNKS: usize = 16;

/// Most bytes of lines that are on their way.
const MOST_BYTES: usize = 2 * LONGEST_LINE;

/// Answers are handed over when there are so many bytes of them.
const PIECE_BYTES: usize = 64 << 10;

/// Most pieces of one chunk's answers that wait to be written.
const MOST_PIECES: usize = 2;

/// Answers are handed over when so much time has passed, however few there are.
const PATIENCE: Duration = Duration::from_millis(50);

/// A line without its end.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Line<'a> {
    /// As it was read.
    Bytes(&'a [u8]),
    /// Over [`LONGEST_LINE`].
    TooLong,
}

/// Lines that are answered one after the other.
struct Chunk {
    /// Of its first line, from 1.
    number: u64,
    /// Whole lines; nothing for one that is too long.
    lines: Option<Vec<u8>>,
}

/// Answers to some lines of a chunk.
struct Piece {
    /// One line for each, their ends included.
    text: Vec<u8>,
    worst: Outcome,
    is_last: bool,
}

/// A chunk to answer, and where its answers are awaited.
struct Job {
    chunk: Chunk,
    answered: SyncSender<Piece>,
}

/// Why a stream ended before its time.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// The lines could not be read on.
    #[error("cannot read the requests")]
    Input(#[source] io::Error),
    /// An answer could not be written.
    #[error("cannot write the answers")]
    Output(#[from] io::Error),
}

/// What the writer awaits.
enum Awaited {
    Answers {
        answered: Receiver<Piece>,
        bytes: usize,
    },
    /// The input could not be read on.
    Failed(io::Error),
}

/// Writes the answer to every line of `input` that is not blank, in order; returns the worst outcome.
///
/// `answerer` is called once on each core for what answers there: that is given the number of a line, from 1 (blank
/// ones count), and appends its answer, the line's end included.
///
/// # Errors
///
/// The input could not be read or the output not be written; what came before is written.
pub(crate) fn answer_each<A>(
    input: impl Read + Send + 'static,
    out: &mut impl Write,
    answerer: impl Fn() -> A,
) -> Result<Outcome, Broken>
where
    A: FnMut(u64, Line<'_>, &mut Vec<u8>) -> Outcome + Send + 'static,
{
    let (jobs, waiting) = mpsc::sync_channel(MOST_CHUNKS);
    let (awaited, in_order) = mpsc::sync_channel(MOST_CHUNKS);
    let room = Arc::new(Room::default());
    start_workers(waiting, answerer);
    let reader = Reader {
        input,
        next_number: 1,
        jobs,
        awaited,
        room: Arc::clone(&room),
    };
    // The threads are not awaited: when the output is closed, the reader may still wait for a line.
    thread::spawn(move || reader.read_all());
    write_all(&in_order, &room, out)
}

fn start_workers<A>(waiting: Receiver<Job>, answerer: impl Fn() -> A)
where
    A: FnMut(u64, Line<'_>, &mut Vec<u8>) -> Outcome + Send + 'static,
{
    let waiting = Arc::new(Mutex::new(waiting));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for _ in 0..cores {
        let waiting = Arc::clone(&waiting);
        let mut answer = answerer();
        thread::spawn(move || {
            let next = || {
                let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.recv().ok()
            };
            while let Some(job) = next() {
                // Nobody awaits it when the output is closed.
                if job.answer(&mut answer).is_none() {
                    return;
                }
            }
        });
    }
}

impl Job {
    /// Answers the lines of the chunk; nothing when nobody awaits it.
    fn answer(
        &self,
        answer: &mut impl FnMut(u64, Line<'_>, &mut Vec<u8>) -> Outcome,
    ) -> Option<()> {
        let mut pieces = Pieces {
            answered: &self.answered,
            text: Vec::with_capacity(PIECE_BYTES + PIECE_BYTES / 8),
            worst: Outcome::Done,
            since: Instant::now(),
        };
        match &self.chunk.lines {
            None => pieces.worst = answer(self.chunk.number, Line::TooLong, &mut pieces.text),
            Some(lines) => {
                for (line, number) in each_line(lines).zip(self.chunk.number..) {
                    let line = match line.len() {
                        0..=LONGEST_LINE if line.trim_ascii().is_empty() => continue,
                        0..=LONGEST_LINE => Line::Bytes(line),
                        _ => Line::TooLong,
                    };
                    let outcome = answer(number, line, &mut pieces.text);
                    pieces.worst = pieces.worst.max(outcome);
                    pieces.send_if_due()?;
                }
            }
        }
        pieces.send(true)
    }
}

/// The answers of a chunk on their way.
struct Pieces<'a> {
    answered: &'a SyncSender<Piece>,
    text: Vec<u8>,
    worst: Outcome,
    since: Instant,
}

impl Pieces<'_> {
    fn send_if_due(&mut self) -> Option<()> {
        if self.text.len() < PIECE_BYTES && self.since.elapsed() < PATIENCE {
            return Some(());
        }
        self.send(false)?;
        self.text.reserve(PIECE_BYTES);
        self.since = Instant::now();
        Some(())
    }

    /// Hands over what there is; nothing when nobody awaits it.
    fn send(&mut self, is_last: bool) -> Option<()> {
        let piece = Piece {
            text: std::mem::take(&mut self.text),
            worst: self.worst,
            is_last,
        };
        self.answered.send(piece).ok()
    }
}

/// Reads lines and hands them to the workers and, in order, to the writer.
struct Reader<R> {
    input: R,
    next_number: u64,
    jobs: SyncSender<Job>,
    awaited: SyncSender<Awaited>,
    room: Arc<Room>,
}

impl<R: Read> Reader<R> {
    fn read_all(mut self) {
        if let Err(error) = self.read_lines() {
            // Nobody awaits it when the output is closed.
            let _ = self.awaited.send(Awaited::Failed(error));
        }
    }

    /// Reads to the end, or until nobody awaits answers any more.
    fn read_lines(&mut self) -> io::Result<()> {
        let mut begun = Vec::new();
        // Before that there is no end of a line.
        let mut searched = 0;
        loop {
            if let Some(lines) = whole_lines(&mut begun, searched)
                && self.send(Some(lines)).is_none()
            {
                return Ok(());
            }
            searched = begun.len();
            if begun.len() > LONGEST_LINE {
                self.skip_line(&mut begun)?;
                if self.send(None).is_none() {
                    return Ok(());
                }
                searched = 0;
            } else if !self.read_more(&mut begun)? {
                break;
            }
        }
        if !begun.is_empty() {
            // Nobody awaits it when the output is closed.
            let _ = self.send(Some(begun));
        }
        Ok(())
    }

    /// Appends what can be read at once; returns whether there was anything.
    fn read_more(&mut self, to: &mut Vec<u8>) -> io::Result<bool> {
        let from = to.len();
        to.resize(from + READ_BYTES, 0);
        let read = loop {
            match self.input.read(&mut to[from..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        to.truncate(from + read.as_ref().copied().unwrap_or(0));
        Ok(read? > 0)
    }

    /// Reads past the end of a line, and leaves in `begun` what was read of the next.
    fn skip_line(&mut self, begun: &mut Vec<u8>) -> io::Result<()> {
        begun.clear();
        while self.read_more(begun)? {
            if let Some(end) = begun.iter().position(|&byte| byte == b'\n') {
                begun.drain(..=end);
                return Ok(());
            }
            begun.clear();
        }
        Ok(())
    }

    /// Returns nothing when nobody awaits answers any more.
    fn send(&mut self, lines: Option<Vec<u8>>) -> Option<()> {
        let count = lines.as_ref().map_or(1, |lines| line_ends(lines));
        let bytes = lines.as_ref().map_or(0, Vec::len);
        let number = self.next_number;
        self.next_number += count;
        self.room.take(bytes);
        let (answered, answer) = mpsc::sync_channel(MOST_PIECES);
        let awaited = Awaited::Answers {
            answered: answer,
            bytes,
        };
        self.awaited.send(awaited).ok()?;
        let chunk = Chunk { number, lines };
        self.jobs.send(Job { chunk, answered }).ok()
    }
}

/// Returns the lines without their ends.
fn each_line(mut lines: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let begun = lines;
        // Nothing quicker finds a byte in the standard library; reading from memory cannot fail.
        let read = lines.skip_until(b'\n').ok().filter(|read| *read > 0)?;
        let line = &begun[..read];
        Some(line.strip_suffix(b"\n").unwrap_or(line))
    })
}

/// Counts the ends of lines.
fn line_ends(lines: &[u8]) -> u64 {
    // Many bytes are counted at once where the count fits one, as it does for so few.
    let few = lines.chunks(usize::from(u8::MAX));
    let ends = |few: &[u8]| few.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>();
    few.map(ends).map(u64::from).sum()
}

/// Takes the lines that are whole out of what was read; before `from` there is no end of a line.
fn whole_lines(begun: &mut Vec<u8>, from: usize) -> Option<Vec<u8>> {
    let last = begun[from..].iter().rposition(|&byte| byte == b'\n')?;
    let rest = begun.split_off(from + last + 1);
    Some(std::mem::replace(begun, rest))
}

/// Writes answers as they become due, and hands them on whenever the next is not there yet.
fn write_all(
    in_order: &Receiver<Awaited>,
    room: &Room,
    out: &mut impl Write,
) -> Result<Outcome, Broken> {
    let mut worst = Outcome::Done;
    while let Some(awaited) = next(in_order, out)? {
        let (answered, bytes) = match awaited {
            Awaited::Answers { answered, bytes } => (answered, bytes),
            Awaited::Failed(error) => {
                out.flush()?;
                return Err(Broken::Input(error));
            }
        };
        loop {
            let lost = || io::Error::other("a line was lost on its way");
            let piece = next(&answered, out)?.ok_or_else(lost)?;
            out.write_all(&piece.text)?;
            worst = worst.max(piece.worst);
            if piece.is_last {
                break;
            }
        }
        room.give_back(bytes);
    }
    out.flush()?;
    Ok(worst)
}

/// Waits for what comes next, with nothing held back in `out` meanwhile.
fn next<T>(from: &Receiver<T>, out: &mut impl Write) -> io::Result<Option<T>> {
    match from.try_recv() {
        Ok(value) => Ok(Some(value)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(from.recv().ok())
        }
    }
}

/// Counts the bytes that are on their way.
#[derive(Default)]
struct Room {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Room {
    /// Waits until there is room, and takes it.
    fn take(&self, bytes: usize) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |used: &mut usize| *used > 0 && *used + bytes > MOST_BYTES;
        let used = self.freed.wait_while(used, full);
        *used.unwrap_or_else(PoisonError::into_inner) += bytes;
    }

    fn give_back(&self, bytes: usize) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn echo(number: u64, line: Line<'_>, out: &mut Vec<u8>) -> Outcome {
        let text = match line {
            Line::Bytes(bytes) => format!("{number} {}\n", String::from_utf8_lossy(bytes)),
            Line::TooLong => format!("{number} too long\n"),
        };
        out.extend_from_slice(text.as_bytes());
        Outcome::Done
    }

    fn answers(input: &'static [u8]) -> String {
        let mut out = Vec::new();
        answer_each(input, &mut out, || echo).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn blank_lines_are_skipped_and_counted() {
        assert_eq!(answers(b"\n  \r\na\n\nb"), "3 a\n5 b\n");
        assert_eq!(answers(b""), "");
        assert_eq!(answers(b"\n"), "");
    }

    #[test]
    fn many_lines_come_back_in_their_order() {
        let input = "line\n".repeat(10_000);
        let told = answers(input.leak().as_bytes());
        for (number, line) in (1..=10_000).zip(told.lines()) {
            assert_eq!(line, format!("{number} line"));
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_the_rest_goes_on() {
        let mut input = vec![b'x'; LONGEST_LINE + 1];
        input.extend_from_slice(b"\nb\n");
        assert_eq!(answers(input.leak()), "1 too long\n2 b\n");
        let endless = vec![b'x'; 2 * LONGEST_LINE];
        assert_eq!(answers(endless.leak()), "1 too long\n");
    }

    #[test]
    fn lines_longer_than_what_is_read_at_once_are_whole() {
        let long = "y".repeat(3 * READ_BYTES);
        let input = format!("a\n{long}\n\n{long}");
        let expected = format!("1 a\n2 {long}\n4 {long}\n");
        assert_eq!(answers(input.leak().as_bytes()), expected);
    }

    #[test]
    fn an_answer_does_not_wait_for_a_slow_one_behind_it() {
        let (mut heard, answer) = io::pipe().unwrap();
        let (go, wait) = mpsc::channel::<()>();
        let wait = Arc::new(Mutex::new(wait));
        thread::spawn(move || {
            let slow = || {
                let wait = Arc::clone(&wait);
                move |number, line: Line<'_>, out: &mut Vec<u8>| {
                    if number == 3 {
                        wait.lock().unwrap().recv().unwrap();
                    } else if number == 2 {
                        thread::sleep(2 * PATIENCE);
                    }
                    echo(number, line, out)
                }
            };
            let mut out = io::BufWriter::new(answer);
            answer_each(&b"a\nb\nc\n"[..], &mut out, slow).unwrap();
        });
        let mut hear = BufReader::new(&mut heard);
        let mut lines = String::new();
        hear.read_line(&mut lines).unwrap();
        hear.read_line(&mut lines).unwrap();
        assert_eq!(lines, "1 a\n2 b\n");
        go.send(()).unwrap();
        hear.read_line(&mut lines).unwrap();
        assert_eq!(lines, "1 a\n2 b\n3 c\n");
    }

    #[test]
    fn an_answer_is_handed_on_before_the_next_line_comes() {
        let (question, asked) = io::pipe().unwrap();
        let (mut heard, answer) = io::pipe().unwrap();
        let (mut ask, mut answer) = (asked, io::LineWriter::new(answer));
        let (question, hear) = (question, &mut heard);
        thread::spawn(move || {
            let mut out = io::BufWriter::new(&mut answer);
            answer_each(question, &mut out, || echo).unwrap();
        });
        let mut hear = BufReader::new(hear);
        for number in 1..=3 {
            writeln!(ask, "again").unwrap();
            let mut line = String::new();
            hear.read_line(&mut line).unwrap();
            assert_eq!(line, format!("{number} again\n"));
        }
    }
}
