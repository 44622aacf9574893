package mailtls.conformance.mitm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import mailtls.conformance.peer.MailProtocol;
import mailtls.wire.Ascii;

/** A conversation that is as short as can be: STARTTLS, and a farewell over TLS. */
final class TlsLines {

    private TlsLines() {}

    /** Returns how many lines answer a farewell over TLS that are the ends of replies. */
    static long afterStartTls(MailProtocol protocol, Socket socket) throws IOException {
        var speech = new Speech(protocol);
        String command = protocol == MailProtocol.SMTP ? "EHLO client.example" : "";
        readReply(speech, socket, "*");
        if (!command.isEmpty()) {
            say(socket, command);
            readReply(speech, socket, "");
        }
        say(socket, speech.startTls());
        readReply(speech, socket, "x");
        try (SSLSocket tls = trusting(socket)) {
            say(tls, protocol == MailProtocol.IMAP ? "z LOGOUT" : "QUIT");
            var lines = new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.ISO_8859_1));
            return lines.lines().filter(line -> !line.startsWith("*")).count();
        }
    }

    private static SSLSocket trusting(Socket socket) throws IOException {
        var tls = (SSLSocket)
                FalseTls.trusting().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        tls.startHandshake();
        return tls;
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(Ascii.octets(line + "\r\n"));
    }

    private static void readReply(Speech speech, Socket socket, String tag) throws IOException {
        String line = line(socket);
        while (!speech.endsReply(line, tag)) {
            line = line(socket);
        }
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int octet = socket.getInputStream().read(); octet >= 0 && octet != '\n'; ) {
            line.append((char) octet);
            octet = socket.getInputStream().read();
        }
        return line.toString();
    }
}
