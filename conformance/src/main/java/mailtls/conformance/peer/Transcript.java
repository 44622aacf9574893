package mailtls.conformance.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/**
 * Every octet of a connection, in either direction, in order. Secrets are replaced when they are written down, if they come in one
 * piece, as a player sends them.
 */
public final class Transcript {

    /** How many octets are kept; what comes later is counted and not kept. */
    static final int LONGEST = 1 << 20;

    private static final String REDACTED = "••••••";
    private static final int PRINTED = 300;

    /** Who spoke: what a client says is sent, and what a server says received. */
    public enum Direction {
        SENT("C"),
        RECEIVED("S"),
        /** Nobody: it is a remark of ours. */
        REMARK("-");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }

        private Direction turned() {
            return switch (this) {
                case SENT -> RECEIVED;
                case RECEIVED -> SENT;
                case REMARK -> REMARK;
            };
        }
    }

    /** What carried the octets. */
    public enum Layer {
        /** Cleartext. */
        CLEAR,
        /** What was said over TLS, seen without TLS. */
        TLS,
        /** A TLS record as it was on the wire. */
        RECORD
    }

    /**
     * Octets that went together.
     *
     * @param at when, since the connection was opened
     * @param direction who spoke
     * @param layer what carried them
     * @param segment the number of the segment that they were sent in or found in, counted for each direction from 1
     * @param octets one character each, secrets replaced
     */
    public record Entry(Duration at, Direction direction, Layer layer, int segment, String octets) {

        /**
         * Returns it for a person to read: each line, an octet that can't be printed as {@code \x0a}; or which records there are;
         * or the remark.
         */
        public List<String> lines() {
            if (direction == Direction.REMARK) {
                return List.of(octets);
            }
            return layer == Layer.RECORD
                    ? List.of(Records.describe(octets))
                    : Arrays.stream(octets.split("(?<=\r\n)"))
                            .map(line -> line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line)
                            .map(Transcript::escaped)
                            .toList();
        }
    }

    private final boolean weAreTheServer;
    private final List<String> secrets = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final long began = System.nanoTime();
    private int kept;
    private long left;
    private boolean isOver;

    /** Begins one of what we say to a server and hear from it. */
    public Transcript() {
        this(false);
    }

    private Transcript(boolean weAreTheServer) {
        this.weAreTheServer = weAreTheServer;
    }

    /** Begins one of what we say to a client: what is sent is sent by the client all the same. */
    static Transcript ofServer() {
        return new Transcript(true);
    }

    /** Returns several as one, each begun with a remark. */
    public static Transcript joined(Map<String, Transcript> parts) {
        var whole = new Transcript();
        parts.forEach((remark, part) -> {
            whole.remark(remark);
            whole.entries.addAll(part.entries());
            whole.left += part.left();
        });
        return whole;
    }

    /** Returns what whoever is at the other end is. */
    String them() {
        return weAreTheServer ? "the client" : "the server";
    }

    /** Hides a word from now on. */
    public void hide(String secret) {
        if (!secret.isEmpty()) {
            secrets.add(secret);
            secrets.sort(Comparator.comparingInt(String::length).reversed());
        }
    }

    /** Writes a remark between the octets; what can't be seen in it is replaced. */
    public void remark(String remark) {
        add(Direction.REMARK, Layer.CLEAR, 0, remark.replaceAll("[\\p{Cc}\\p{Cf}]", "?"));
    }

    /** Writes down that whoever is at the other end has ended the connection. */
    void over(String remark) {
        isOver = true;
        remark(remark);
    }

    synchronized void add(Direction who, Layer layer, int segment, String octets) {
        Direction direction = weAreTheServer ? who.turned() : who;
        if (kept + octets.length() > LONGEST) {
            left += octets.length();
            return;
        }
        kept += octets.length();
        var at = Duration.ofNanos(System.nanoTime() - began);
        entries.add(new Entry(at, direction, layer, segment, redacted(octets)));
    }

    private String redacted(String octets) {
        String shown = octets;
        for (String secret : secrets) {
            shown = shown.replace(secret, REDACTED);
        }
        return shown;
    }

    /** Returns what was written down, in order. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the first words of the server, in clear or over TLS; nothing where it went before it said any. */
    public Optional<String> greeting() {
        Optional<String> words = entries.stream()
                .filter(entry -> entry.direction() == Direction.RECEIVED)
                .filter(entry -> entry.layer() != Layer.RECORD
                        || !Records.canBegin(entry.octets().charAt(0)))
                .map(Entry::octets)
                .findFirst();
        return words.isEmpty() && isOver ? Optional.of("") : words;
    }

    /** Returns whether the server has said a word over TLS; the case of letters does not matter. */
    public boolean wasHeardOverTls(String word) {
        String heard = entries.stream()
                .filter(entry -> entry.direction() == Direction.RECEIVED && entry.layer() == Layer.TLS)
                .map(Entry::octets)
                .collect(Collectors.joining());
        return Ascii.lower(heard).contains(Ascii.lower(word));
    }

    /** Returns how many octets came when it was full already. */
    public long left() {
        return left;
    }

    /** Returns it for a person to read: a line for each line on the wire, and one for each run of records. */
    public String print() {
        String printed = entries.stream().map(Transcript::print).collect(Collectors.joining());
        return left == 0 ? printed : printed + "        - " + left + " octets more\n";
    }

    private static String print(Entry entry) {
        if (entry.direction() == Direction.REMARK) {
            return "%8s  -  %s%n".formatted("", entry.octets());
        }
        String head = "%8s  %s %s #%d  "
                .formatted(
                        milliseconds(entry.at()),
                        entry.direction().sign,
                        entry.layer() == Layer.CLEAR ? "clear" : entry.layer() == Layer.TLS ? "tls  " : "raw  ",
                        entry.segment());
        return entry.lines().stream().map(line -> head + line + "\n").collect(Collectors.joining());
    }

    private static String milliseconds(Duration at) {
        return String.format(Locale.ROOT, "%.1f ms", at.toNanos() / 1e6);
    }

    /** A server's words must not move the cursor of whoever reads them. */
    private static String escaped(String line) {
        var shown = new StringBuilder();
        line.chars().limit(PRINTED).forEach(c -> {
            if (c >= ' ' && c <= '~' || c == '•') {
                shown.append((char) c);
            } else {
                shown.append("\\x%02x".formatted(c));
            }
        });
        return line.length() > PRINTED ? shown + " … (" + line.length() + " octets)" : shown.toString();
    }
}
