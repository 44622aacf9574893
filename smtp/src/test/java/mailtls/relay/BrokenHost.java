package mailtls.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A host that agrees to STARTTLS and then goes on in clear; who comes again without it is served. One connection at a time. */
final class BrokenHost implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final ServerSocket socket;

    BrokenHost() throws IOException {
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        new Thread(this::serve, "broken host").start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(PATIENCE_MS);
                talk(client);
            } catch (IOException gone) {
                continue; // the client, or the test; a closed socket ends the loop
            }
        }
    }

    private static void talk(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, "220 hello");
        boolean content = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (content && !line.equals(".")) {
                continue;
            }
            String word = line.split("[ :]", 2)[0];
            content = word.equals("DATA");
            say(client, answer(word));
        }
    }

    private static String answer(String word) {
        return switch (word) {
            case "EHLO" -> "250-mail.example.test\r\n250 STARTTLS";
            case "STARTTLS" -> "220 go\r\n250 but not in TLS";
            case "DATA" -> "354 go";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
