package mailtls.conformance.suite.mutants;

import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;

/** Greets again after the handshake. */
final class GreetsAgain extends EndpointWrapper {

    private List<Effect> greeting = List.of();

    GreetsAgain(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> opened(Channel channel) {
        greeting = super.opened(channel);
        return greeting;
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        return join(super.secured(facts), greeting);
    }
}
