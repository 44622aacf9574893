package mailtls.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;

/** OAUTHBEARER (RFC 7628) from the client's side: a token, and what to say to the server's error. */
record ClientOAuthBearer(String account, String host, int port, Secret token) implements ClientMechanism {

    /** The error's one required member (RFC 7628 section 3.2.2), of the characters that RFC 6750 section 3 gives an error. */
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([ !#-\\[\\]-~]{1,64})\"");

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public boolean disclosesSecret() {
        return true;
    }

    @Override
    public boolean worksOver(Channel channel) {
        return true;
    }

    @Override
    public ClientExchange begin(Channel channel) {
        return new Exchange();
    }

    private byte[] message() {
        String escaped = account.replace("=", "=3D").replace(",", "=2C");
        return Ascii.utf8("n,a=" + escaped + ",\u0001host=" + host + "\u0001port=" + port + "\u0001auth=Bearer "
                + new String(token.reveal()) + "\u0001\u0001");
    }

    /** A challenge is an error; to the first one a client says one control-A, and then hears the no (RFC 7628 section 3.2.3). */
    private final class Exchange implements ClientExchange {

        private boolean refused;
        private Optional<String> status = Optional.empty();

        @Override
        public byte[] initialResponse() {
            return message();
        }

        @Override
        public Optional<byte[]> respond(byte[] challenge) {
            if (refused) {
                return Optional.empty();
            }
            refused = true;
            Matcher error = STATUS.matcher(Ascii.text(challenge));
            status = error.find() ? Optional.of(error.group(1)).filter(this::isDiscreet) : Optional.empty();
            return Optional.of(new byte[] {1});
        }

        /** A server could send the token back, for our own log to print it. */
        private boolean isDiscreet(String words) {
            return !words.contains(new String(token.reveal()));
        }

        /** Behind an error there is no yes. */
        @Override
        public boolean isSatisfied() {
            return !refused;
        }

        @Override
        public Optional<String> complaint() {
            return status;
        }
    }
}
