package mailtls.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mailtls.connection.MemoryPeer;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.Test;

/** Two whole dialogues, cut at every place there is. */
class Pop3SegmentationTest {

    private static final String IN_CLEAR = "CAPA\r\nUSER alice\r\nAUTH SCRAM-SHA-256\r\n*\r\nSTLS\r\n";
    private static final String OVER_TLS =
            "USER alice\r\nPASS sesame\r\nSTAT\r\nLIST\r\nRETR 1\r\nTOP 2 0\r\nDELE 1\r\nUIDL\r\n"
                    + "nonsense\r\nQUIT\r\n";

    @Test
    void everyWayToCutADialogueInTwoGivesTheSame() {
        String clear = send(clear(), IN_CLEAR);
        String tls = send(upgraded(), OVER_TLS);

        for (int cut = 1; cut < IN_CLEAR.length(); cut++) {
            assertEquals(clear, send(clear(), IN_CLEAR.substring(0, cut), IN_CLEAR.substring(cut)));
        }
        for (int cut = 1; cut < OVER_TLS.length(); cut++) {
            assertEquals(tls, send(upgraded(), OVER_TLS.substring(0, cut), OVER_TLS.substring(cut)));
        }
    }

    @Test
    void oneOctetAtATimeGivesTheSame() {
        assertEquals(send(clear(), IN_CLEAR), send(clear(), IN_CLEAR.split("")));
        assertEquals(send(upgraded(), OVER_TLS), send(upgraded(), OVER_TLS.split("")));
    }

    private static MemoryPeer clear() {
        return new TestHouse().inClear(ListenerPolicy.STARTTLS_OFFERED);
    }

    private static MemoryPeer upgraded() {
        return new TestHouse().upgraded(ListenerPolicy.STARTTLS_OFFERED);
    }

    private static String send(MemoryPeer peer, String... pieces) {
        var heard = new StringBuilder();
        for (String piece : pieces) {
            heard.append(peer.send(piece));
        }
        return heard.toString();
    }
}
