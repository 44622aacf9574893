package mailtls.sasl;

import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** EXTERNAL (RFC 4422 appendix A) from the client's side: who we are says the certificate that we showed in the handshake. */
record ClientExternal(Optional<String> actingFor) implements ClientMechanism {

    @Override
    public String name() {
        return "EXTERNAL";
    }

    @Override
    public boolean disclosesSecret() {
        return false;
    }

    /** Where no certificate was shown, nothing says who we are: in clear, and where the server did not ask for one. */
    @Override
    public boolean worksOver(Channel channel) {
        return channel.facts().filter(TlsFacts::isCertificateShown).isPresent();
    }

    @Override
    public ClientExchange begin(Channel channel) {
        return new SingleMessage(Ascii.utf8(actingFor.orElse("")));
    }
}
