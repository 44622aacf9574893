package mailtls.conformance.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * Draws the states of a connection and the transitions between them, each with what came of the cases that ask about it: where a
 * case went wrong, the transition of that turn.
 */
final class HtmlStates {

    private static final int CLEAR_LINE = 52;
    private static final int TLS_LINE = 206;
    private static final int HALF_BOX = 23;

    /** The words of a protocol for the states and for what leads from one to the next. */
    private record Names(String inClear, String startTls, String overTls, String logIn, String loggedIn) {}

    /**
     * A transition.
     *
     * @param phase whose requirements are about it
     * @param name what makes it
     * @param path as SVG draws it
     * @param anchor where its words are anchored: {@code start} or {@code middle}
     * @param x the anchor of its name and of what came of it
     * @param y the line of its name
     * @param below how far below that line is what came of it
     */
    private record Transition(Phase phase, String name, String path, String anchor, int x, int y, int below) {}

    private final int number;
    private final Examined examined;
    private final Map<Phase, List<Result>> results = new EnumMap<>(Phase.class);

    private HtmlStates(int number, Examined examined) {
        this.number = number;
        this.examined = examined;
        examined.results()
                .forEach(result -> result.evidence()
                        .phase()
                        .ifPresent(phase -> results.computeIfAbsent(phase, none -> new ArrayList<>())
                                .add(result)));
    }

    /** Returns the picture for a target, which has a number in the report. */
    static Html of(int number, Examined examined) {
        return new HtmlStates(number, examined).draw();
    }

    /** Returns the words for a phase. */
    static String name(Phase phase) {
        return switch (phase) {
            case CONNECT -> "connect";
            case PLAINTEXT -> "in clear";
            case STARTTLS_COMMAND -> "STARTTLS";
            case HANDSHAKE -> "handshake";
            case SECURED -> "over TLS";
            case AUTH -> "log-in";
            case CLOSE -> "end";
            case DELIVERY -> "mail";
        };
    }

    private Html draw() {
        boolean implicit = examined.target().mode() == Mode.IMPLICIT;
        Names names = names(examined.target().protocol());
        return Html.of(
                """
                <svg class="states" viewBox="0 {} 650 {}" role="group" aria-label="The states of a connection">
                <rect class="band" x="1" y="112" width="648" height="184" rx="14"/>
                <g class="padlock" transform="translate(22 197)"><use href="#locked" width="17" height="17"/></g>
                <text class="tls" x="43" y="211">TLS</text>
                {}{}<circle class="begin" cx="{}" cy="{}" r="7"/>
                <circle class="end" cx="354" cy="278" r="8"/><circle class="begin" cx="354" cy="278" r="4"/>
                </svg>
                """,
                implicit ? 62 : 0,
                implicit ? 236 : 298,
                boxes(implicit, names),
                Html.join(transitions(implicit, names).stream().map(this::transition)),
                implicit ? 150 : 14,
                implicit ? 74 : CLEAR_LINE);
    }

    private static Names names(MailProtocol protocol) {
        return switch (protocol) {
            case IMAP -> new Names("not authenticated", "STARTTLS", "not authenticated", "LOGIN", "authenticated");
            case POP3 -> new Names("AUTHORIZATION", "STLS", "AUTHORIZATION", "log in", "TRANSACTION");
            case SMTP -> new Names("identified", "STARTTLS", "identified", "AUTH", "mail transaction");
        };
    }

    private static List<Transition> transitions(boolean implicit, Names names) {
        var transitions = new ArrayList<Transition>();
        if (implicit) {
            transitions.add(beside(Phase.CONNECT, "connect", "M 150 81 V 182", 160, 98));
        } else {
            transitions.add(along(Phase.CONNECT, "connect", "M 21 52 H 79", 50, CLEAR_LINE));
            transitions.add(beside(
                    Phase.PLAINTEXT, "commands in clear", "M 220 40 C 268 32, 268 72, 223 64", 264, CLEAR_LINE - 3));
            transitions.add(beside(Phase.STARTTLS_COMMAND, names.startTls(), "M 150 75 V 182", 160, 131));
        }
        transitions.add(along(Phase.HANDSHAKE, "done", "M 210 206 H 282", 246, TLS_LINE));
        transitions.add(above(Phase.SECURED, "commands over TLS", 354));
        transitions.add(along(Phase.AUTH, names.logIn(), "M 424 206 H 496", 460, TLS_LINE));
        transitions.add(above(Phase.DELIVERY, "mail", 568));
        transitions.add(beside(Phase.CLOSE, "end", "M 354 229 V 268", 366, 248));
        return transitions;
    }

    private static Transition along(Phase phase, String name, String path, int x, int line) {
        return new Transition(phase, name, path, "middle", x, line - 8, 25);
    }

    private static Transition beside(Phase phase, String name, String path, int x, int y) {
        return new Transition(phase, name, path, "start", x, y, 16);
    }

    /** From a box up, and back into it. */
    private static Transition above(Phase phase, String name, int x) {
        String loop = "M %d 183 C %d 150, %d 150, %d 180".formatted(x - 22, x - 32, x + 32, x + 22);
        return new Transition(phase, name, loop, "middle", x, 134, 16);
    }

    private static Html boxes(boolean implicit, Names names) {
        return Html.of(
                "{}{}{}{}",
                implicit ? Html.NONE : box("in", 150, CLEAR_LINE, names.inClear(), "in clear"),
                box("tls", 150, TLS_LINE, "handshake", "records only"),
                box("tls", 354, TLS_LINE, names.overTls(), "over TLS"),
                box("tls", 568, TLS_LINE, names.loggedIn(), "over TLS"));
    }

    private static Html box(String kind, int middle, int line, String name, String channel) {
        int half = name.equals("handshake") ? 60 : 70;
        return Html.of(
                """
                <g class="state {}"><rect x="{}" y="{}" width="{}" height="{}" rx="10"/>\
                <text x="{}" y="{}">{}</text><text class="channel" x="{}" y="{}">{}</text></g>
                """,
                kind,
                middle - half,
                line - HALF_BOX,
                2 * half,
                2 * HALF_BOX,
                middle,
                line - 1,
                name,
                middle,
                line + 14,
                channel);
    }

    private Html transition(Transition at) {
        List<Result> here = results.getOrDefault(at.phase(), List.of());
        String worst = worst(here).map(Verdict::name).orElse("NONE");
        return Html.of(
                """
                <a class="transition {} {}" href="#target-{}" data-phase="{}" data-target="{}"><title>{}: {}</title>
                <path d="{}" marker-end="url(#arrow-{})"/><text x="{}" y="{}">{}</text>\
                <text class="count" x="{}" y="{}">{}</text></a>
                """,
                worst,
                at.anchor(),
                number,
                at.phase(),
                number,
                at.name(),
                told(here),
                at.path(),
                worst,
                at.x(),
                at.y(),
                at.name(),
                at.x(),
                at.y() + at.below(),
                worst(here).map(verdict -> count(here, verdict)).orElse(""));
    }

    /** The gravest verdict; that a case did not apply is one only where there is no other. */
    private static Optional<Verdict> worst(List<Result> results) {
        return results.stream()
                .map(Result::verdict)
                .max(Comparator.comparing((Verdict verdict) -> verdict != Verdict.SKIP)
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String told(List<Result> results) {
        return results.isEmpty() ? "no case" : results.size() == 1 ? "1 case" : results.size() + " cases";
    }

    private static String count(List<Result> results, Verdict verdict) {
        long such =
                results.stream().filter(result -> result.verdict() == verdict).count();
        String of = such == results.size() || verdict == Verdict.PASS ? "" : " of " + results.size();
        return HtmlReport.sign(verdict) + " " + such + of;
    }
}
