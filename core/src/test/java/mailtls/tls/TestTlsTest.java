package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TestTlsTest {

    @Test
    void theFactsOfATestAreThoseOfARealSession() {
        assertEquals("TLSv1.3", TestTls.facts().version());
        assertTrue(TestTls.facts().suite().startsWith("TLS_"));
        assertTrue(TestTls.facts().channelBindings().types().contains(ChannelBindings.SERVER_END_POINT));
    }
}
