//! A stream of lines, answered on all cores in the order in which they came.
//!
//! One thread reads, one on each core answers, and the caller's writes. Only so many lines are on their
//! way at a time, so memory is bounded however long the stream is; and an answer is handed on as soon as
//! the next one is not ready, so whoever sends a line can wait for its answer before sending another.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::Outcome;

/// Longest line that is read, in bytes.
pub(crate) const LONGEST_LINE: usize = 16 << 20;

/// Most lines that are on their way.
const MOST_LINES: usize = 1024;

/// Most bytes of lines that are on their way.
const MOST_BYTES: usize = 4 * LONGEST_LINE;

/// A line without its end.
pub(crate) enum Line {
    /// As it was read.
    Bytes(Vec<u8>),
    /// Over [`LONGEST_LINE`].
    TooLong,
}

/// What is written for a line.
pub(crate) struct Answered {
    /// One line, its end included.
    pub(crate) text: Vec<u8>,
    pub(crate) outcome: Outcome,
}

/// A line to answer, and where its answer is awaited.
struct Job {
    number: u64,
    line: Line,
    answered: SyncSender<Answered>,
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
    Answer {
        answered: Receiver<Answered>,
        bytes: usize,
    },
    /// The input could not be read on.
    Failed(io::Error),
}

/// Writes the answer to every line of `input` that is not blank, in order; returns the worst outcome.
///
/// `answer` is given the number of the line, from 1; blank lines count.
///
/// # Errors
///
/// The input could not be read or the output not be written; what came before is written.
pub(crate) fn answer_each(
    input: impl Read + Send + 'static,
    out: &mut impl Write,
    answer: impl Fn(u64, Line) -> Answered + Send + Sync + 'static,
) -> Result<Outcome, Broken> {
    let (jobs, waiting) = mpsc::sync_channel(MOST_LINES);
    let (awaited, in_order) = mpsc::sync_channel(MOST_LINES);
    let room = Arc::new(Room::default());
    start_workers(waiting, answer);
    let reader = Reader {
        input: BufReader::with_capacity(1 << 16, input),
        jobs,
        awaited,
        room: Arc::clone(&room),
    };
    // The threads are not awaited: when the output is closed, the reader may still wait for a line.
    thread::spawn(move || reader.read_all());
    write_all(&in_order, &room, out)
}

fn start_workers(
    waiting: Receiver<Job>,
    answer: impl Fn(u64, Line) -> Answered + Send + Sync + 'static,
) {
    let shared = Arc::new((Mutex::new(waiting), answer));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    for _ in 0..cores {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let (waiting, answer) = &*shared;
            let next = || {
                let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.recv().ok()
            };
            while let Some(job) = next() {
                // Nobody awaits it when the output is closed.
                let _ = job.answered.send(answer(job.number, job.line));
            }
        });
    }
}

/// Reads lines and hands them to the workers and, in order, to the writer.
struct Reader<R> {
    input: BufReader<R>,
    jobs: SyncSender<Job>,
    awaited: SyncSender<Awaited>,
    room: Arc<Room>,
}

impl<R: Read> Reader<R> {
    fn read_all(mut self) {
        for number in 1.. {
            match self.line() {
                Ok(Some(line)) if line.is_blank() => {}
                Ok(Some(line)) => {
                    if self.send(number, line).is_none() {
                        return;
                    }
                }
                Ok(None) => return,
                Err(error) => {
                    // Nobody awaits it when the output is closed.
                    let _ = self.awaited.send(Awaited::Failed(error));
                    return;
                }
            }
        }
    }

    /// Returns nothing when nobody awaits answers any more.
    fn send(&self, number: u64, line: Line) -> Option<()> {
        let bytes = line.len();
        self.room.take(bytes);
        let (answered, answer) = mpsc::sync_channel(1);
        let awaited = Awaited::Answer {
            answered: answer,
            bytes,
        };
        self.awaited.send(awaited).ok()?;
        let job = Job {
            number,
            line,
            answered,
        };
        self.jobs.send(job).ok()
    }

    /// Reads to the end of a line; nothing where the input has ended.
    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let read = match self.input.fill_buf() {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = read.iter().position(|&byte| byte == b'\n');
            let part = &read[..end.unwrap_or(read.len())];
            let ended = end.is_some() || read.is_empty();
            if read.is_empty() && length == 0 {
                return Ok(None);
            }
            length += part.len();
            if length <= LONGEST_LINE {
                line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if ended {
                return Ok(Some(match length {
                    0..=LONGEST_LINE => Line::Bytes(line),
                    _ => Line::TooLong,
                }));
            }
        }
    }
}

impl Line {
    fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::TooLong => 0,
        }
    }

    fn is_blank(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.trim_ascii().is_empty(),
            Self::TooLong => false,
        }
    }
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
            Awaited::Answer { answered, bytes } => (answered, bytes),
            Awaited::Failed(error) => {
                out.flush()?;
                return Err(Broken::Input(error));
            }
        };
        let lost = || io::Error::other("a line was lost on its way");
        let answered = next(&answered, out)?.ok_or_else(lost)?;
        room.give_back(bytes);
        out.write_all(&answered.text)?;
        worst = worst.max(answered.outcome);
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
    use super::*;

    fn echo(number: u64, line: Line) -> Answered {
        let text = match line {
            Line::Bytes(bytes) => format!("{number} {}\n", String::from_utf8_lossy(&bytes)),
            Line::TooLong => format!("{number} too long\n"),
        };
        let outcome = Outcome::Done;
        Answered {
            text: text.into_bytes(),
            outcome,
        }
    }

    fn answers(input: &'static [u8]) -> String {
        let mut out = Vec::new();
        answer_each(input, &mut out, echo).unwrap();
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
    }

    #[test]
    fn an_answer_is_handed_on_before_the_next_line_comes() {
        let (question, asked) = io::pipe().unwrap();
        let (mut heard, answer) = io::pipe().unwrap();
        let (mut ask, mut answer) = (asked, io::LineWriter::new(answer));
        let (question, hear) = (question, &mut heard);
        thread::spawn(move || {
            let mut out = io::BufWriter::new(&mut answer);
            answer_each(question, &mut out, echo).unwrap();
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
