package mailtls.conformance.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.suite.Played;

/**
 * What a hostile server says, where it is not what a good one would: {@code C:} a word that a client's command begins with, and below
 * it {@code S:} what is answered instead. {@code docs/check-client.md} has the whole language.
 */
public final class Scenario implements Played {

    /** Any command that no other line names. */
    static final String ANY = "*";

    private static final String AGAIN = "-- connect again --";
    private static final String STARTED_AGAIN = "-- start again --";
    private static final Pattern MARK = Pattern.compile("(C:|S:|S&|S~|X:|never:|first:|most:) ?(.*)");
    private static final Pattern MOST = Pattern.compile("(\\d{1,4}) (.+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> PLACEHOLDERS =
            Set.of("tag", "next", "token", "attacker", "user", "long", "cr", "lf", "nul", "esc", "name");

    private final List<String> lines;
    private final List<List<Meeting>> starts = new ArrayList<>();
    private final Map<String, Integer> most = new LinkedHashMap<>();
    private Expectation expectation = Expectation.ANYHOW;

    /**
     * A connection, as it is met.
     *
     * @param clear what is said in clear
     * @param handshake how TLS begins
     * @param tls what is said over TLS
     */
    record Meeting(Part clear, Step.Tls handshake, Part tls) {}

    /** What is said over one channel, where it is not the usual. */
    static final class Part {
        private final List<Step> opening = new ArrayList<>();
        private final Map<List<String>, List<Step>> answers = new LinkedHashMap<>();
        private final Set<String> never = new LinkedHashSet<>();
        private Set<String> first = new LinkedHashSet<>();

        /** Returns what is done before the client has said anything. */
        List<Step> opening() {
            return opening;
        }

        /** Returns what is done when the client says this word; nothing where it is the usual. */
        Optional<List<Step>> answer(String word) {
            return answerTo(word).or(() -> answerTo(ANY));
        }

        private Optional<List<Step>> answerTo(String word) {
            return answers.entrySet().stream()
                    .filter(answer -> answer.getKey().contains(word))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        /** Returns the words that must not be said here. */
        Set<String> never() {
            return never;
        }

        /** Returns the words one of which has to be the first; none if any may. */
        Set<String> first() {
            return first;
        }
    }

    private Scenario(List<String> lines) {
        this.lines = lines;
        new Reader().read();
    }

    /**
     * Returns the scenario that a text describes.
     *
     * @throws IllegalArgumentException if there is a line in it that means nothing; the message names it
     */
    public static Scenario of(String text) {
        return new Scenario(text.strip().lines().toList());
    }

    /** Returns how often the client is started. */
    int starts() {
        return starts.size();
    }

    /**
     * Returns how a connection is met; what comes after the last one is met as that.
     *
     * @param start which start of the client's it is from, counted from 0
     * @param number which of that start it is, counted from 0
     */
    Meeting meeting(int start, int number) {
        List<Meeting> meetings = starts.get(start);
        return meetings.get(Math.min(number, meetings.size() - 1));
    }

    /** Returns how often the client may say commands that begin with some words, on all its connections; others as often as it likes. */
    Map<String, Integer> most() {
        return most;
    }

    /** Returns what a host's name has to be for this, if this one is not. */
    Optional<String> lacksIn(String host) {
        return starts.stream()
                .flatMap(List::stream)
                .map(meeting -> meeting.handshake().certificate())
                .flatMap(shown -> shown.lacksIn(host).stream())
                .findFirst();
    }

    /** Returns how the client should come out of it. */
    Expectation expectation() {
        return expectation;
    }

    /** Returns the last of what is answered otherwise than usual: where a client never comes to it, the case is not about it. */
    Optional<List<Step>> lastAnswer() {
        Meeting last = meeting(starts.size() - 1, Integer.MAX_VALUE);
        var answers = new ArrayList<>(last.clear().answers.values());
        answers.addAll(last.tls().answers.values());
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(answers.size() - 1));
    }

    /** Returns it as it is written. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    /** Reads the lines, one after the other. */
    private final class Reader {
        private Part clear = new Part();
        private Part tls = new Part();
        private Part part = clear;
        private List<Step> steps = clear.opening;
        private Step.Tls handshake = Step.Tls.USUAL;
        private List<Meeting> meetings = new ArrayList<>();

        void read() {
            for (int i = 0; i < lines.size(); i++) {
                line(i + 1, lines.get(i));
            }
            endConnection();
            starts.add(meetings);
        }

        private void endConnection() {
            meetings.add(new Meeting(clear, handshake, tls));
            clear = new Part();
            tls = new Part();
            handshake = Step.Tls.USUAL;
            enter(clear);
        }

        private void line(int number, String line) {
            Optional<Expectation> expected = Expectation.of(line);
            if (expected.isPresent()) {
                expectation = expected.get();
            } else if (line.equals(AGAIN)) {
                endConnection();
            } else if (line.equals(STARTED_AGAIN)) {
                endConnection();
                starts.add(meetings);
                meetings = new ArrayList<>();
            } else if (line.startsWith("--")) {
                event(number, line);
            } else {
                mark(number, line);
            }
        }

        private void enter(Part next) {
            part = next;
            steps = next.opening;
        }

        private void event(int number, String line) {
            Optional<Step.Tls> begins = Step.Tls.of(line);
            steps.add(begins.map(Step.class::cast)
                    .or(() -> Step.Event.of(line))
                    .orElseThrow(() -> wrong(number, "“" + line + "” is no event")));
            begins.ifPresent(begun -> {
                handshake = begun;
                enter(tls);
            });
        }

        private void mark(int number, String line) {
            Matcher mark = MARK.matcher(line);
            if (!mark.matches()) {
                throw wrong(number, "“" + line + "” begins with none of C: S: S& S~ X: never: first: most: --");
            }
            String rest = filled(number, mark.group(2));
            switch (mark.group(1)) {
                case "C:" -> {
                    steps = new ArrayList<>();
                    part.answers.put(words(rest), steps);
                }
                case "S:" -> steps.add(new Step.Say(rest, true, true, false));
                case "S&" -> steps.add(new Step.Say(rest, true, false, false));
                case "S~" -> steps.add(new Step.Say(rest, false, false, false));
                case "X:" -> steps.add(new Step.Say(rest, true, true, true));
                case "first:" -> part.first.addAll(words(rest));
                case "most:" -> most(number, rest);
                default -> part.never.addAll(words(rest));
            }
        }

        private void most(int number, String limit) {
            Matcher words = MOST.matcher(limit);
            if (!words.matches()) {
                throw wrong(number, "“most:” wants a number and words");
            }
            most.put(words.group(2), Integer.parseInt(words.group(1)));
        }

        private List<String> words(String alternatives) {
            return Arrays.asList(alternatives.split(" \\| "));
        }

        private String filled(int number, String words) {
            PLACEHOLDER
                    .matcher(words)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !PLACEHOLDERS.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw wrong(number, "there is no {" + name + "}");
                    });
            return words;
        }

        private IllegalArgumentException wrong(int number, String what) {
            return new IllegalArgumentException("scenario, line " + number + ": " + what);
        }
    }
}
