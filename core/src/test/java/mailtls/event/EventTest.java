package mailtls.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EventTest {

    @Test
    void anEventIsOneLineWhateverThePeerPutIntoIt() {
        var forged = new Event.HandshakeFailed("odd\r\n2026-01-01\tlogged in\u001b[2J\u2028x");

        assertEquals("handshake failed\treason=odd??2026-01-01?logged in?[2J?x", Event.toLine(forged));
    }
}
