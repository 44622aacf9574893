package mailtls.mina;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import mailtls.tls.ListenerPolicy;
import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.api.Test;

class MinaHandlerTest {

    @Test
    void aSessionThatIsJustBeingOpenedIsClosedWhenTheServerGoesDown() {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var handler = new MinaHandler(
                new Listener(address, new EchoProtocol(""), ListenerPolicy.IMPLICIT), mock(Shared.class));
        IoSession session = mock(IoSession.class);

        handler.shutdown(session);

        verify(session).closeNow();
    }
}
