package mailtls.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.client.ClientChecks;
import mailtls.client.MemoryServer;
import mailtls.client.Trust;
import mailtls.wire.Ascii;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever a web server says. */
class HttpsProperties {

    private static MemoryServer<HttpsAnswer> asked() {
        return MemoryServer.overTls(Https.get("web.example", "/it", 100, Trust.system()));
    }

    @Property(tries = 300)
    void itDoesNotMatterWhereTheOctetsAreCut(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        MemoryServer<HttpsAnswer> server = asked();
        ClientChecks.cut(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na\r\nb\r\n2\r\n\r\n\r\n0\r\n\r\n",
                        cuts)
                .forEach(server::send);

        assertEquals("a\r\nb\r\n", server.client().body());
    }

    @Property(tries = 300)
    void whateverAServerSaysNothingIsThrown(@ForAll byte[] octets, @ForAll @IntRange(max = 50) int right) {
        String begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n".substring(0, right);
        MemoryServer<HttpsAnswer> server = asked();

        server.send(begin + Ascii.text(octets) + "\r\n\r\n");

        assertTrue(server.heardAtAll().startsWith("GET "));
    }
}
