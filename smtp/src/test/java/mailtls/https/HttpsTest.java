package mailtls.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.client.Failure;
import mailtls.client.MemoryServer;
import mailtls.client.Trust;
import mailtls.connection.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One question to a web server, without a network. */
class HttpsTest {

    private static MemoryServer<HttpsAnswer> asked() {
        return MemoryServer.overTls(Https.get("web.example", "/it", 100, Trust.system()));
    }

    private static HttpsAnswer answer(String octets) {
        MemoryServer<HttpsAnswer> server = asked();
        server.send(octets);
        return server.client();
    }

    @Test
    void theQuestionIsSaidFirst() {
        assertEquals(
                "GET /it HTTP/1.1\r\nHost: web.example\r\nUser-Agent: mailtls\r\nAccept: text/plain\r\n"
                        + "Connection: close\r\n\r\n",
                asked().heardAtAll());
    }

    @Test
    void aBodyHasALength() {
        MemoryServer<HttpsAnswer> server = asked();
        server.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\ncontent-type:\ttext/plain; x=y \r\n\r\na\r\nb\0more");

        assertEquals(new HttpsAnswer(200, "text/plain; x=y", "a\r\nb\0"), server.client());
        assertTrue(server.isClosed());
    }

    @Test
    void orComesInChunks() {
        String chunks = "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";

        assertEquals(
                "abc0123456789",
                answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                        .body());
    }

    @Test
    void anAnswerBeforeTheAnswerIsPassedOver() {
        assertEquals(
                "x",
                answer("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                        .body());
    }

    @Test
    void whatIsNotWhatWasAskedForIsNotRead() {
        assertEquals(new HttpsAnswer(302, "", ""), answer("HTTP/1.1 302\r\nLocation: https://x/\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 hello\r\n",
                "HTTP/2 200 OK\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno field\r\n",
                "HTTP/1.1 200 OK\r\n folded: x\r\n",
                "HTTP/1.1 200 OK\r\nX: a\nb\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"
            })
    void whatCouldBeReadInTwoWaysIsNotRead(String octets) {
        MemoryServer<HttpsAnswer> server = asked();
        server.send(octets);

        assertEquals(Failure.NOT_THE_PROTOCOL, server.failure());
        assertTrue(server.isClosed());
    }

    @Test
    void aHeaderEndsSomewhere() {
        MemoryServer<HttpsAnswer> server = asked();
        server.send("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(AnswerSyntax.MOST_FIELDS + 1));

        assertEquals(Failure.NOT_THE_PROTOCOL, server.failure());
    }

    @Test
    void halfAnAnswerIsNone() {
        MemoryServer<HttpsAnswer> server = asked();
        server.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
        server.end(Ending.CLOSE_NOTIFY);

        assertEquals(Failure.ENDED, server.failure());
    }

    @Test
    void whatIsNoHostIsNotAsked() {
        assertThrows(IllegalArgumentException.class, () -> Https.get("a b", "/", 1, Trust.system()));
    }
}
