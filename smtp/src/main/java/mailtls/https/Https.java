package mailtls.https;

import mailtls.client.ClientProtocol;
import mailtls.client.Expected;
import mailtls.client.TlsMode;
import mailtls.client.Trust;

/**
 * Fetches one thing from a web server. Why not with the JDK's client: that one resolves names by itself, and a relay that checks
 * the signatures of DNS has to be able to say where it connects to.
 */
public final class Https {

    private Https() {}

    /**
     * Returns a request for one connection. No redirect is followed, and nothing is cached.
     *
     * @param host who the server must prove to be, whatever its address is
     * @param path with its slash
     * @param longest how many octets the body of the answer may have
     * @throws IllegalArgumentException if the host is no name of a host
     */
    public static ClientProtocol<HttpsAnswer> get(String host, String path, int longest, Trust trust) {
        return new HttpsProtocol(new TlsMode.ImplicitTls(Expected.host(host, trust)), host, path, longest);
    }
}
