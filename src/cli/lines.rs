//! A stream of lines, answered on all cores in the order in which they came.
//!
//! One thread reads, one on each core answers, and the caller's writes. Chunks of lines go to the answering threads in
//! turn, and their answers are written in the same turn. The queues between them are short, so memory is bounded
//! however long the stream is; and nothing that is ready is held back while something else is awaited, so whoever sends
//! a line can wait for its answer before sending another.

use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::sync::mpsc::{self, Receiver, SendError, SyncSender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use certpath::batch::LONGEST_LINE;

use super::Outcome;

/// How much is read at once, in bytes.
const READ_BYTES: usize = 64 << 10;

/// Most lines that are handed over at once: few enough that all cores have some.
const CHUNK_LINES: usize = 64;

/// Most chunks, and most pieces of answers, that wait at a core.
const QUEUE: usize = 4;

/// Bytes of the stack of a thread.
const STACK: usize = 2 << 20;

/// Answers are handed over when so much time has passed, however few there are.
const PATIENCE: Duration = Duration::from_millis(50);

/// A line without its end.
#[derive(Debug)]
pub(crate) enum Line {
    /// As it was read.
    Bytes(Vec<u8>),
    /// Over [`LONGEST_LINE`].
    TooLong,
}

impl Line {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Bytes(bytes) if bytes.trim_ascii().is_empty())
    }
}

/// Lines to answer, each with its number: none at the end, an error where they cannot be read on.
type Chunk = io::Result<Vec<(u64, Line)>>;

/// What a core hands to the writer.
enum Piece {
    Answers {
        /// One line for each answer, their ends included.
        text: Vec<u8>,
        worst: Outcome,
        /// Whether the chunk is answered with it.
        is_last: bool,
    },
    End(io::Result<()>),
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
    /// The system lets the program have no more threads.
    #[error("cannot start a thread to answer in")]
    Thread(#[source] io::Error),
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
    A: FnMut(u64, &Line, &mut Vec<u8>) -> Outcome + Send + 'static,
{
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut chunks = Vec::new();
    let mut answers = Vec::new();
    for _ in 0..cores {
        let (to_core, waiting) = mpsc::sync_channel(QUEUE);
        let (results, to_write) = mpsc::sync_channel(QUEUE);
        let mut answer = answerer();
        // Nobody awaits what cannot be sent when the output is closed.
        start(move || {
            let _ = (waiting.into_iter())
                .try_for_each(|chunk| answer_chunk(chunk, &mut answer, &results));
        })?;
        chunks.push(to_core);
        answers.push(to_write);
    }
    // The threads are not joined: when the output is closed, the reader may still wait for a line.
    start(move || read_all(BufReader::with_capacity(READ_BYTES, input), &chunks))?;
    write_all(&answers, out)
}

/// Starts a thread whose stack no variable of the environment makes too small or too large.
fn start(work: impl FnOnce() + Send + 'static) -> Result<(), Broken> {
    let thread = thread::Builder::new().stack_size(STACK);
    thread.spawn(work).map(drop).map_err(Broken::Thread)
}

/// Hands chunks to the cores in turn, until the end or until nobody awaits answers any more.
fn read_all(mut input: BufReader<impl Read>, cores: &[SyncSender<Chunk>]) {
    let mut number = 0;
    for core in cores.iter().cycle() {
        let chunk = read_chunk(&mut input, &mut number);
        let is_end = chunk.as_ref().map_or(true, Vec::is_empty);
        if core.send(chunk).is_err() || is_end {
            return;
        }
    }
}

/// Reads lines until so many are there, or the next has not come yet.
fn read_chunk(input: &mut BufReader<impl Read>, number: &mut u64) -> Chunk {
    let mut lines = Vec::new();
    while let Some(line) = read_line(input)? {
        *number += 1;
        if !line.is_blank() {
            lines.push((*number, line));
        }
        let next_is_here = input.buffer().contains(&b'\n');
        if lines.len() == CHUNK_LINES || !lines.is_empty() && !next_is_here {
            break;
        }
    }
    Ok(lines)
}

/// Reads a line; of one that is too long nothing is kept.
fn read_line(input: &mut BufReader<impl Read>) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let most = LONGEST_LINE as u64 + 1;
    if input.by_ref().take(most).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() > LONGEST_LINE {
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Bytes(bytes)))
}

/// Answers the lines of a chunk; an error where nobody awaits the answers.
fn answer_chunk(
    chunk: Chunk,
    answer: &mut impl FnMut(u64, &Line, &mut Vec<u8>) -> Outcome,
    answered: &SyncSender<Piece>,
) -> Result<(), SendError<Piece>> {
    let lines = match chunk {
        Ok(lines) if lines.is_empty() => return answered.send(Piece::End(Ok(()))),
        Ok(lines) => lines,
        Err(error) => return answered.send(Piece::End(Err(error))),
    };
    let mut text = Vec::new();
    let mut worst = Outcome::Done;
    let mut since = Instant::now();
    for (place, (number, line)) in lines.iter().enumerate() {
        worst = worst.max(answer(*number, line, &mut text));
        let is_last = place + 1 == lines.len();
        if is_last || since.elapsed() > PATIENCE {
            let text = std::mem::take(&mut text);
            answered.send(Piece::Answers {
                text,
                worst,
                is_last,
            })?;
            since = Instant::now();
        }
    }
    Ok(())
}

/// Writes the answers of the cores in turn.
fn write_all(cores: &[Receiver<Piece>], out: &mut impl Write) -> Result<Outcome, Broken> {
    let mut worst = Outcome::Done;
    for core in cores.iter().cycle() {
        loop {
            match next(core, out)? {
                Piece::Answers {
                    text,
                    worst: outcome,
                    is_last,
                } => {
                    out.write_all(&text)?;
                    worst = worst.max(outcome);
                    if is_last {
                        break;
                    }
                }
                Piece::End(end) => {
                    out.flush()?;
                    return end.map(|()| worst).map_err(Broken::Input);
                }
            }
        }
    }
    Ok(worst)
}

/// Waits for what comes next, with nothing held back in `out` meanwhile.
fn next(core: &Receiver<Piece>, out: &mut impl Write) -> io::Result<Piece> {
    match core.try_recv() {
        Err(TryRecvError::Empty) => {
            out.flush()?;
            core.recv().map_err(io::Error::other)
        }
        piece => piece.map_err(io::Error::other),
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;
    use std::sync::{Arc, Mutex};

    use super::*;

    fn echo(number: u64, line: &Line, out: &mut Vec<u8>) -> Outcome {
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
        let printed = answers(input.leak().as_bytes());
        for (number, line) in (1..=10_000).zip(printed.lines()) {
            assert_eq!(line, format!("{number} line"));
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_the_rest_goes_on() {
        let mut longest = vec![b'x'; LONGEST_LINE];
        longest.extend_from_slice(b"\nb\n");
        assert_eq!(answers(longest.leak()).len(), LONGEST_LINE + 3 + 4);
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
                move |number, line: &Line, out: &mut Vec<u8>| {
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
        let (question, given) = io::pipe().unwrap();
        let (mut heard, answer) = io::pipe().unwrap();
        let (mut ask, mut answer) = (given, io::LineWriter::new(answer));
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
