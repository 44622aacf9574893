package mailtls.conformance.peer;

import java.util.HashMap;
import java.util.Map;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;

/** What a server makes of a {@link ClientHello}. */
public sealed interface HelloReply {

    /** The description of the alert that says so (RFC 8446 section 6). */
    int PROTOCOL_VERSION = 70;

    /** The description of the alert that says so (RFC 7301 section 3.2). */
    int NO_APPLICATION_PROTOCOL = 120;

    /**
     * A ServerHello: it goes on.
     *
     * @param version the version that is spoken then, wherever the message names it
     * @param random the server's random value
     * @param suite the cipher suite
     * @param compression the compression method
     * @param extensions the content of the extensions, by their types
     */
    record ServerHello(int version, String random, int suite, int compression, Map<Integer, String> extensions)
            implements HelloReply {

        public ServerHello {
            extensions = Map.copyOf(extensions);
        }
    }

    /**
     * A fatal alert.
     *
     * @param description which one, by its number
     */
    record Alert(int description) implements HelloReply {}

    /**
     * Neither.
     *
     * @param ended what there was instead; octets that are no TLS are in its rest
     */
    record None(Ended ended) implements HelloReply {}

    /** Listens for it. */
    static HelloReply from(Peer peer) {
        var message = new StringBuilder();
        for (int records = 0; records < Reading.MOST_RECORDS; records++) {
            Heard heard = peer.record();
            if (!(heard instanceof Line line)) {
                Ended ended = (Ended) heard;
                return Reading.isOfSsl2(ended.rest()) ? Reading.SSL_2 : new None(ended);
            }
            String record = line.text();
            String content = record.substring(Records.HEADER);
            if (record.charAt(0) == Records.ALERT && content.length() == 2 && content.charAt(0) == Reading.FATAL) {
                return new Alert(content.charAt(1));
            }
            if (record.charAt(0) == Records.HANDSHAKE) {
                message.append(content);
            }
            if (Reading.isWhole(message)) {
                return Reading.serverHello(message.toString());
            }
        }
        return new None(new Ended(How.TOO_LONG, "", "records without a ServerHello in them"));
    }

    /** Takes a message apart, without trust in any of its counts. */
    final class Reading {

        /** A message of an octet a record is no fault. */
        private static final int MOST_RECORDS = 10_000;

        /** What SSL 2.0 calls SERVER-HELLO has another form, and says nothing that we want to know. */
        private static final ServerHello SSL_2 = new ServerHello(0x0002, "", 0, 0, Map.of());

        private static final int SSL_2_HEADER = 0x80;
        private static final int SSL_2_SERVER_HELLO = 4;
        private static final int FATAL = 2;
        private static final int SERVER_HELLO = 2;
        private static final int HEADER = 4;
        private static final int RANDOM = 32;
        private static final int SUPPORTED_VERSIONS = 0x002b;

        private final String octets;
        private int at = HEADER;

        private Reading(String octets) {
            this.octets = octets;
        }

        private static boolean isWhole(CharSequence message) {
            return message.length() >= HEADER
                    && message.length()
                            >= HEADER + (message.charAt(1) << 16 | message.charAt(2) << 8 | message.charAt(3));
        }

        private static boolean isOfSsl2(String octets) {
            return octets.length() > 2 && octets.charAt(0) >= SSL_2_HEADER && octets.charAt(2) == SSL_2_SERVER_HELLO;
        }

        static HelloReply serverHello(String message) {
            if (message.charAt(0) != SERVER_HELLO) {
                return new None(new Ended(How.TLS_FAULT, "", "a message that is no ServerHello"));
            }
            try {
                return new Reading(message).serverHello();
            } catch (StringIndexOutOfBoundsException cutOff) {
                return new None(new Ended(How.TLS_FAULT, "", "a ServerHello that ends too early"));
            }
        }

        private HelloReply serverHello() {
            int version = number(2);
            String random = take(RANDOM);
            take(number(1)); // the session's id
            int suite = number(2);
            int compression = number(1);
            var extensions = new HashMap<Integer, String>();
            int end = at == octets.length() ? at : number(2) + at;
            while (at < end) {
                extensions.put(number(2), take(number(2)));
            }
            String chosen = extensions.getOrDefault(SUPPORTED_VERSIONS, "");
            int spoken = chosen.length() == 2 ? chosen.charAt(0) << 8 | chosen.charAt(1) : version;
            return new ServerHello(spoken, random, suite, compression, extensions);
        }

        private int number(int width) {
            int number = 0;
            for (int i = 0; i < width; i++) {
                number = number << 8 | octets.charAt(at++);
            }
            return number;
        }

        private String take(int count) {
            at += count;
            return octets.substring(at - count, at);
        }
    }
}
