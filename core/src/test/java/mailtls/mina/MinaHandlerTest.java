package mailtls.mina;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.api.Test;

class MinaHandlerTest {

    @Test
    void aSessionThatIsJustBeingOpenedIsClosedWhenTheServerGoesDown() {
        var handler = new MinaHandler(opening -> mock(Spoken.class), mock(Shared.class));
        IoSession session = mock(IoSession.class);

        handler.shutdown(session);

        verify(session).closeNow();
    }
}
