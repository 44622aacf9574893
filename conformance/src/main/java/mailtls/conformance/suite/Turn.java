package mailtls.conformance.suite;

import java.util.List;

/** One line of a dialogue. */
public sealed interface Turn {

    /** {@code C: …}: we say a line. */
    record Say(String line) implements Turn {}

    /** {@code C& …}: we say a line in one segment with what comes next. */
    record SayTogether(String line) implements Turn {}

    /** {@code X: …}: we say a line past TLS, in clear. */
    record SayInClear(String line) implements Turn {}

    /** {@code S: …}: the server gives one of these replies. */
    record Expect(List<Expected> alternatives) implements Turn {}

    /** {@code S? …}: the server gives one of these replies, or the case does not apply. */
    record Suppose(List<Expected> alternatives) implements Turn {}

    /** {@code has: …}: its last reply lists this. */
    record Has(String keyword) implements Turn {}

    /** {@code lacks: …}: its last reply does not list this. */
    record Lacks(String keyword) implements Turn {}

    /** {@code given: …}: without this in its last reply the case does not apply. */
    record Given(String keyword) implements Turn {}

    /** {@code without: …}: with this in its last reply the case does not apply. */
    record Without(String keyword) implements Turn {}

    /** {@code never: …}: this is never heard over TLS. */
    record Never(String word) implements Turn {}

    /** A line between dashes: something happens to the connection. */
    enum Event implements Turn {
        /** The handshake succeeds. */
        TLS("tls"),
        /** The handshake succeeds; our last flight goes with our next line in one segment. */
        TLS_TOGETHER("tls&"),
        /** The handshake succeeds, or it does not, and the dialogue ends: only words in clear would be wrong. */
        TLS_OR_NOT("tls or not"),
        /** Our ClientHello goes with the lines before it in one segment. */
        CLIENT_HELLO("hello"),
        /** We say a ClientHello that offers SSL 3.0 at the most; an alert may come, and the end of the connection. */
        OFFER_SSL_3_0("offer SSL 3.0"),
        /** The same with TLS 1.0. */
        OFFER_TLS_1_0("offer TLS 1.0"),
        /** The same with TLS 1.1. */
        OFFER_TLS_1_1("offer TLS 1.1"),
        /** We say the first half of a ClientHello. */
        HALF_HELLO("half hello"),
        /** The server ends the connection, saying nothing more. */
        CLOSE("close"),
        /** The server ends TLS with close_notify, saying nothing more. */
        SERVER_CLOSE_NOTIFY("server close_notify"),
        /** We end our half of TLS. */
        CLOSE_NOTIFY("close_notify"),
        /** We close our half of the connection. */
        FIN("fin"),
        /** The server says nothing for a moment. */
        SILENCE("silence"),
        /** We leave this connection, and open another; the dialogue goes on there, even if it had ended here. */
        CONNECT_AGAIN("connect again");

        private final String words;

        Event(String words) {
            this.words = words;
        }

        /** Returns it as it stands in a dialogue. */
        @Override
        public String toString() {
            return "-- " + words + " --";
        }
    }
}
