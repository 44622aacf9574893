package mailtls.sasl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/**
 * A house for tests without passwords: OAUTHBEARER (RFC 7628) lets in whoever has the token, EXTERNAL (RFC 4422 appendix A) whoever
 * shows a certificate, and keeps what it heard.
 */
public final class TokensAndCertificates implements Authenticator {

    /** What an authorization server would say of a token that it doesn't know (RFC 7628 section 3.2.2). */
    static final String ERROR = "{\"status\":\"invalid_token\",\"scope\":\"mail\"}";

    private final String account;
    private final String token;
    private final List<String> heard = new ArrayList<>();

    /** Makes a house where a token opens one account. */
    public TokensAndCertificates(String account, String token) {
        this.account = account;
        this.token = token;
    }

    /** Returns the responses of clients, decoded. */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    private synchronized String hear(byte[] response) {
        heard.add(Ascii.text(response));
        return Ascii.text(response);
    }

    @Override
    public boolean accepts(Credentials credentials) {
        return false;
    }

    @Override
    public ScramKeys scramKeys(String name) {
        return new Accounts().scramKeys(name);
    }

    @Override
    public Mechanisms mechanisms() {
        return new Mechanisms(List.of(new OAuthBearer(), new External()));
    }

    private final class OAuthBearer implements Mechanism {

        @Override
        public String name() {
            return "OAUTHBEARER";
        }

        @Override
        public boolean disclosesPassword() {
            return true;
        }

        @Override
        public boolean worksOver(Channel channel) {
            return channel.isTls(); // RFC 7628 section 4
        }

        @Override
        public Exchange begin(Channel channel) {
            return new Exchange() {

                private boolean isRefused;

                @Override
                public byte[] firstChallenge() {
                    return new byte[0];
                }

                /** The error is a challenge, and only the client's word after it brings the no (RFC 7628 section 3.2.3). */
                @Override
                public Outcome respond(byte[] response) {
                    String said = hear(response);
                    if (isRefused) {
                        return said.equals("\u0001") ? new Outcome.Denied(account) : new Outcome.Malformed();
                    }
                    boolean isRight = said.startsWith("n,a=" + account + ",\u0001host=localhost\u0001port=")
                            && said.endsWith("\u0001auth=Bearer " + token + "\u0001\u0001");
                    isRefused = !isRight;
                    return isRight ? new Outcome.Granted(account) : new Outcome.Ask(Ascii.octets(ERROR));
                }
            };
        }
    }

    /** The account is the common name, as it is for tests only. */
    private final class External implements Mechanism {

        @Override
        public String name() {
            return "EXTERNAL";
        }

        @Override
        public boolean disclosesPassword() {
            return false;
        }

        @Override
        public boolean worksOver(Channel channel) {
            return channel
                    .isTls(); // listed for everybody, so that a client without a certificate has to see for itself
        }

        @Override
        public Exchange begin(Channel channel) {
            return new Exchange() {
                @Override
                public byte[] firstChallenge() {
                    return new byte[0];
                }

                @Override
                public Outcome respond(byte[] response) {
                    String actingFor = hear(response);
                    String name = shown(channel).orElse("");
                    return !name.isEmpty() && (actingFor.isEmpty() || actingFor.equals(name))
                            ? new Outcome.Granted(name)
                            : new Outcome.Denied(name);
                }
            };
        }

        private Optional<String> shown(Channel channel) {
            return channel.facts()
                    .map(TlsFacts::peerCertificates)
                    .filter(chain -> !chain.isEmpty())
                    .map(chain ->
                            chain.get(0).getSubjectX500Principal().getName().replace("CN=", ""));
        }
    }
}
