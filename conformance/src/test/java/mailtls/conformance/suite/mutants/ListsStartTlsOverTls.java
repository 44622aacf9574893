package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.tls.TlsFacts;

/** Keeps STARTTLS in the list of EHLO when there is TLS. */
final class ListsStartTlsOverTls extends EndpointWrapper {

    private boolean overTls;

    ListsStartTlsOverTls(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        overTls = true;
        return super.secured(facts);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        return super.received(octets).stream().map(this::changed).toList();
    }

    private Effect changed(Effect effect) {
        String words = words(effect);
        return overTls && words.startsWith("250-") ? says(words.replaceFirst("\r\n", "\r\n250-STARTTLS\r\n")) : effect;
    }
}
