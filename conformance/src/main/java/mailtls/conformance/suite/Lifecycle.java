package mailtls.conformance.suite;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import mailtls.conformance.peer.ClientHello;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.HelloReply;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.peer.Suites;

/**
 * What becomes of a connection when TLS begins, goes wrong or ends, the same in each protocol and mode: no octet in clear has any
 * influence once a handshake is due, and nothing leads back.
 */
final class Lifecycle implements Script {

    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    /** A record that holds the fatal alert handshake_failure. */
    private static final String FATAL_ALERT = "\025\003\003\000\002\002\050";

    private static final String USER_CANCELED = "\025\003\003\000\002\001\132";
    private static final String CLOSE_NOTIFY = "\025\003\003\000\002\001\000";

    /** A record of no type that there is. */
    private static final String NO_RECORD = "\377\003\003\000\004none";

    /** A record of application data, 32 octets that nobody has encrypted. */
    private static final String FORGED_RECORD =
            "\027\003\003\000\040" + "forged".repeat(6).substring(4);

    private static final ClientHello HELLO = ClientHello.of(ClientHello.TLS_1_2);

    /** The most that two octets can count, and the header. */
    private static final int LONGEST_RECORD = 65_535 + 5;

    /** What happens, and what has to come of it. */
    enum Event {
        // spotless:off
        // Instead of a handshake
        COMMAND_INSTEAD_OF_A_HELLO(   "tls13.fatal-alert-close",        Lifecycle::commandInsteadOfHello),
        NOISE_INSTEAD_OF_A_HELLO(     "tls13.failed-handshake-alert",   talk -> ends(talk, NO_RECORD)),
        ALERT_INSTEAD_OF_A_HELLO(     "tls13.fatal-alert-close",        talk -> ends(talk, FATAL_ALERT)),
        CANCELLED_HANDSHAKE(          "tls13.9846.user-canceled",       talk -> ends(talk, USER_CANCELED + CLOSE_NOTIFY)),
        HALF_A_HELLO(                 "tls13.failed-handshake-alert",   Lifecycle::halfHello),
        COMMAND_AFTER_A_REFUSAL(      "tls13.fatal-alert-close",        Lifecycle::commandAfterRefusal),
        // In the middle of TLS
        COMMAND_BETWEEN_RECORDS(      "tls13.fatal-alert-close",        talk -> endsTls(talk, longEnough(talk.command()))),
        HELLO_BETWEEN_RECORDS(        "tls13.fatal-alert-close",        talk -> endsTls(talk, HELLO.octets())),
        FORGED_BETWEEN_RECORDS(       "tls13.fatal-alert-close",        talk -> endsTls(talk, FORGED_RECORD)),
        NOISE_BETWEEN_RECORDS(        "tls13.fatal-alert-close",        talk -> endsTls(talk, NO_RECORD)),
        RECORDS_OF_ONE_OCTET(         "tls.version.support-12",         Lifecycle::tinyRecords),
        KEY_UPDATE(                   "tls13.key-update-answer",        Lifecycle::keyUpdate),
        RENEGOTIATION(                "tls.reneg.insecure-refused",     Lifecycle::renegotiation),
        // At the end
        FAREWELL(                     "tls13.close-notify",             Lifecycle::farewell),
        CLOSE_NOTIFY_OF_TLS_1_2(      "tls12.close-notify-response",    Lifecycle::closeNotify);
        // spotless:on

        private final List<String> requirements;
        private final Function<Talk, Finding> course;

        Event(String requirements, Function<Talk, Finding> course) {
            this.requirements = List.of(requirements.split(" "));
            this.course = course;
        }

        /** With STARTTLS the cases of each protocol have this one. */
        private boolean isFor(Mode mode) {
            return this != COMMAND_INSTEAD_OF_A_HELLO || mode == Mode.IMPLICIT;
        }
    }

    private final Event event;

    private Lifecycle(Event event) {
        this.event = event;
    }

    /** Returns the family's cases for a protocol and mode. */
    static Stream<Case> cases(MailProtocol protocol, Mode mode) {
        return Arrays.stream(Event.values())
                .filter(event -> event.isFor(mode))
                .map(event -> new Case(
                        "%s.Lifecycle.%s.%s".formatted(protocol, event, mode.name()),
                        event.requirements,
                        protocol,
                        mode,
                        false,
                        new Lifecycle(event)));
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        return event.course.apply(Talk.begin(stage));
    }

    private static Finding commandInsteadOfHello(Talk talk) {
        return ends(talk, talk.command());
    }

    /** After this there is nothing but an alert, or nothing, and the end. */
    private static Finding ends(Talk talk, String octets) {
        return talk.upToTls().orElseGet(() -> {
            talk.peer().sayInClear(octets);
            return talk.ends();
        });
    }

    private static Finding halfHello(Talk talk) {
        return talk.upToTls().orElseGet(() -> {
            String hello = HELLO.octets();
            talk.peer().sayInClear(hello.substring(0, hello.length() / 2));
            talk.peer().fin();
            return talk.ends();
        });
    }

    private static Finding commandAfterRefusal(Talk talk) {
        return talk.upToTls().orElseGet(() -> {
            talk.peer().sayInClear(HELLO.of(Suites.NULL).octets());
            if (HelloReply.from(talk.peer()) instanceof HelloReply.ServerHello) {
                return Finding.notApplicable("it takes what it should refuse");
            }
            talk.peer().sayInClear(talk.command());
            return talk.ends();
        });
    }

    /** Taken for a record it could be the beginning of one of any length: then the server would wait for the rest. */
    private static String longEnough(String command) {
        return command.repeat(LONGEST_RECORD / command.length() + 1);
    }

    /** After this there is no answer, and the end. */
    private static Finding endsTls(Talk talk, String octets) {
        return talk.overTls().orElseGet(() -> {
            talk.peer().sayInClear(octets);
            return hearsNothing(talk);
        });
    }

    private static Finding hearsNothing(Talk talk) {
        String asked = "a fatal alert, and the end of the connection";
        if (!(talk.peer().line() instanceof Ended ended)) {
            return Finding.broken("it answers", asked);
        }
        return ended.how() == How.CLEARTEXT
                ? Finding.broken("it goes on in clear: " + ended.detail(), asked)
                : Talk.ended(ended);
    }

    private static Finding tinyRecords(Talk talk) {
        return talk.overTls().orElseGet(() -> {
            talk.peer().sayInRecords(talk.command(), 1);
            return answered(talk.hearsAnswer(), "a command in records of one octet");
        });
    }

    private static Finding keyUpdate(Talk talk) {
        return talk.overTls(TLS_1_3).orElseGet(() -> {
            Handshake update = talk.peer().renewKeys();
            return update.isDone()
                    ? answered(talk.isAnswered(), "a command after a KeyUpdate")
                    : Finding.broken("KeyUpdate fails: " + update.detail(), "commands go on after a KeyUpdate");
        });
    }

    private static Finding renegotiation(Talk talk) {
        return talk.overTls(TLS_1_2).orElseGet(() -> {
            Handshake second = talk.peer().renewKeys();
            return switch (second.outcome()) {
                case DONE -> answered(talk.isAnswered(), "a command after a renegotiation (with RFC 5746)");
                case ALERT, CLOSED, FAILED -> Finding.kept("it refuses: " + second.detail());
                case SILENCE, CLEARTEXT, UNTRUSTED ->
                    Finding.broken(
                            "to a renegotiation there is " + second.detail(), "an alert, the end, or a handshake");
            };
        });
    }

    private static Finding farewell(Talk talk) {
        return talk.overTls().orElseGet(() -> {
            if (!talk.farewell()) {
                return Finding.undecided("it does not answer the farewell");
            }
            return closesWith(talk.peer(), "after the farewell");
        });
    }

    private static Finding closeNotify(Talk talk) {
        return talk.overTls(TLS_1_2).orElseGet(() -> {
            talk.peer().closeNotify();
            return closesWith(talk.peer(), "to close_notify");
        });
    }

    private static Finding closesWith(Peer peer, String when) {
        Heard heard = peer.line();
        if (heard instanceof Ended ended) {
            return ended.how() == How.CLOSE_NOTIFY
                    ? Finding.kept("close_notify")
                    : Finding.broken(when + " there is " + ended.how(), "close_notify, and the end of the connection");
        }
        return Finding.broken(when + " it says more", "close_notify, and the end of the connection");
    }

    private static Finding answered(boolean isAnswered, String what) {
        return isAnswered
                ? Finding.kept(what + " is answered")
                : Finding.absent(what + " has no answer", what + " is answered like any other");
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        return event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
