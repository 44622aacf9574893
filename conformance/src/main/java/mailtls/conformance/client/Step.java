package mailtls.conformance.client;

import java.util.Arrays;
import java.util.Optional;

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

    /** Does the handshake, and shows this certificate. */
    record Tls(Shown certificate) implements Step {
        private static final String BEGIN = "-- tls";

        static Optional<Tls> of(String line) {
            return Arrays.stream(Shown.values())
                    .map(Tls::new)
                    .filter(tls -> tls.toString().equals(line))
                    .findFirst();
        }

        @Override
        public String toString() {
            return BEGIN + (certificate == Shown.GOOD ? "" : " with " + certificate) + " --";
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
