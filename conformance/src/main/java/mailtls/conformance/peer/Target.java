package mailtls.conformance.peer;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * A server under test.
 *
 * @param scheme what is spoken, and how it comes to TLS
 * @param host its name or address, also the one that its certificate has to have
 * @param port its port
 * @param trust which certificates we take
 * @param account whom we may log in as
 * @param recipient whom we may send mail to
 * @param patience how long we wait for an answer
 */
public record Target(
        Scheme scheme,
        String host,
        int port,
        Trust trust,
        Optional<Account> account,
        Optional<String> recipient,
        Duration patience)
        implements Subject {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Returns the target that a URL names: a scheme, a host, and maybe a port.
     *
     * @throws IllegalArgumentException if it is no such URL; the message says what is wrong with it
     */
    public static Target parse(String url, Trust trust, Optional<Account> account, Duration patience) {
        URI uri = uri(url);
        Scheme scheme = Optional.ofNullable(uri.getScheme())
                .flatMap(Scheme::named)
                .orElseThrow(() -> wrong(
                        url,
                        "it should begin with imap, imaps, pop3, pop3s, smtp, smtps, submission or"
                                + " submissions, and ://"));
        String host = Optional.ofNullable(uri.getHost()).orElseThrow(() -> wrong(url, "there is no host in it"));
        boolean hasMore = uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null;
        if (hasMore || !(uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
            throw wrong(url, "it should have nothing but a scheme, a host and a port; an account is given by --user");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw wrong(url, "there is no port " + uri.getPort());
        }
        int port = uri.getPort() < 0 ? scheme.port() : uri.getPort();
        return new Target(scheme, host.replaceAll("^\\[|]$", ""), port, trust, account, Optional.empty(), patience);
    }

    /** Returns it with somebody whom we may send mail to. */
    public Target withRecipient(String address) {
        return new Target(scheme, host, port, trust, account, Optional.of(address), patience);
    }

    @Override
    public MailProtocol protocol() {
        return scheme.protocol();
    }

    @Override
    public Mode mode() {
        return scheme.mode();
    }

    /** Returns the name that a ClientHello asks for (RFC 6066 section 3): an address is none, nor is a word without a domain. */
    public Optional<String> serverName() {
        String name = host.replaceAll("\\.$", "");
        boolean isAddress = name.contains(":") || name.matches("[0-9.]+");
        return isAddress || !name.contains(".") ? Optional.empty() : Optional.of(name);
    }

    /** Returns whether this and another may be two ports of one service, one for each mode. A public MX has only one. */
    public boolean isTwinOf(Target other) {
        boolean isMx = scheme == Scheme.SMTP || other.scheme == Scheme.SMTP;
        return !isMx && host.equals(other.host) && protocol() == other.protocol() && mode() != other.mode();
    }

    /** Returns its URL, with the port. */
    @Override
    public String toString() {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw wrong(url, malformed.getReason());
        }
    }

    private static IllegalArgumentException wrong(String url, String why) {
        return new IllegalArgumentException("“" + url + "” is not the URL of a mail server: " + why);
    }
}
