package mailtls.sasl;

import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;

/**
 * LOGIN: asks for the name, then for the password. It was never standardised and has nothing that PLAIN lacks; some clients know
 * no other.
 */
final class Login implements Mechanism {

    private final Authenticator authenticator;

    Login(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public boolean disclosesPassword() {
        return true;
    }

    @Override
    public boolean worksOver(Channel channel) {
        return true;
    }

    @Override
    public Exchange begin(Channel channel) {
        return new Asking();
    }

    private final class Asking implements Exchange {

        private Optional<String> account = Optional.empty();

        @Override
        public byte[] firstChallenge() {
            return Ascii.octets("Username:");
        }

        @Override
        public Outcome respond(byte[] response) {
            Optional<String> text = Ascii.fromUtf8(response).filter(said -> !said.isEmpty());
            if (text.isEmpty()) {
                return new Outcome.Malformed();
            }
            if (account.isEmpty()) {
                account = text;
                return new Outcome.Ask(Ascii.octets("Password:"));
            }
            Credentials credentials = Credentials.of(account.get(), text.get());
            return authenticator.accepts(credentials)
                    ? new Outcome.Granted(credentials.account())
                    : new Outcome.Denied(credentials.account());
        }
    }
}
