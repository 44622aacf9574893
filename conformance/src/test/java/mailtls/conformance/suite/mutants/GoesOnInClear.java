package mailtls.conformance.suite.mutants;

import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;

/** Says in clear that the handshake has failed. */
final class GoesOnInClear extends EndpointWrapper {

    GoesOnInClear(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> handshakeFailed() {
        return join(List.of(says("550 5.7.0 Handshake error\r\n")), super.handshakeFailed());
    }
}
