package mailtls.conformance.client;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** One thing that a hostile server does. */
sealed interface Step {

    /**
     * Says octets.
     *
     * @param octets what is said, with placeholders
     * @param endsLine whether CRLF goes behind it
     * @param endsSegment whether the next thing said goes in another segment
     * @param pastTls whether it is said in clear although there is TLS
     */
    record Say(String octets, boolean endsLine, boolean endsSegment, boolean pastTls) implements Step {}

    /**
     * Does the handshake.
     *
     * @param certificate the one that is shown
     * @param is12 whether it is in TLS 1.2, and nothing newer
     * @param atOnce whether its end goes in one segment with what is said next
     */
    record Tls(Shown certificate, boolean is12, boolean atOnce) implements Step {
        /** As a good server does it. */
        static final Tls USUAL = new Tls(Shown.GOOD, false, false);

        private static final String BEGIN = "-- tls";

        static Optional<Tls> of(String line) {
            return Stream.concat(
                            Arrays.stream(Shown.values()).map(shown -> new Tls(shown, false, false)),
                            Stream.of(
                                    new Tls(Shown.GOOD, true, false),
                                    new Tls(Shown.GOOD, false, true),
                                    new Tls(Shown.GOOD, true, true)))
                    .filter(tls -> tls.toString().equals(line))
                    .findFirst();
        }

        @Override
        public String toString() {
            return BEGIN
                    + (is12 ? " 1.2" : "")
                    + (certificate == Shown.GOOD ? "" : " with " + certificate)
                    + (atOnce ? " at once" : "")
                    + " --";
        }
    }

    /** A line between dashes: something happens to the connection. */
    enum Event implements Step {
        /** It answers as a good server does. */
        AS_USUAL("as usual"),
        /** It says nothing. */
        NOTHING("nothing"),
        /** It answers nothing, and listens whether the client goes on all the same. */
        WITHHOLD("withhold"),
        /** It takes the ClientHello and answers with an alert. */
        ALERT("alert instead of tls"),
        /** It takes the ClientHello and closes the connection. */
        HANG_UP("hang up instead of tls"),
        /** It takes the ClientHello and says nothing. */
        STALL("stall instead of tls"),
        /** It takes the ClientHello and goes on in clear. */
        STAY_IN_CLEAR("clear instead of tls"),
        /** It answers the ClientHello with a ServerHello of TLS 1.0. */
        TLS_1_0("tls 1.0"),
        /** It answers the ClientHello with a ServerHello of TLS 1.1. */
        TLS_1_1("tls 1.1"),
        /** It asks for new keys in the segment of what is said next (RFC 8446 section 4.6.3); before TLS 1.3 it does not. */
        KEY_UPDATE("key update"),
        /** It asks for another handshake in the segment of what is said next (RFC 5246 section 7.4.1.1); in TLS 1.3 it does not. */
        HELLO_REQUEST("hello request"),
        /** It says nothing more until something comes, and does not look at it. */
        ONCE_IT_SPEAKS("once it speaks"),
        /** It ends its half of the connection, and listens. */
        FIN("fin"),
        /** It ends TLS, but not the connection. */
        CLOSE_NOTIFY("close_notify"),
        /** It ends the connection as it should. */
        CLOSE("close"),
        /** It ends the connection without ending TLS. */
        CUT("cut");

        private final String words;

        Event(String words) {
            this.words = words;
        }

        static Optional<Event> of(String line) {
            return Arrays.stream(values())
                    .filter(event -> event.toString().equals(line))
                    .findFirst();
        }

        /** Returns it as it stands in a scenario. */
        @Override
        public String toString() {
            return "-- " + words + " --";
        }
    }
}
