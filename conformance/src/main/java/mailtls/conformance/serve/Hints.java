package mailtls.conformance.serve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Commands to paste into a shell: each listener tried once, with curl where there is mail to read or to send, and with
 * openssl where the dialogue itself is the interesting thing.
 *
 * @param hostName the name in the certificate
 * @param authority the authority to trust, if it is ours
 * @param account somebody who may log in
 * @param password the password, if everybody may know it; curl asks for it otherwise
 */
record Hints(String hostName, Optional<Path> authority, String account, Optional<String> password) {

    /** Returns the commands. */
    List<String> of(List<Listening> listeners) {
        return listeners.stream().map(this::hint).toList();
    }

    private String hint(Listening listening) {
        if (!listening.policy().isImplicit()
                && !listening.policy().hasStartTls()
                && !listening.policy().takesPasswordsInClear()) {
            return telnet(listening); // curl would have to log in
        }
        return switch (listening.service()) {
            case IMAP, IMAP_OVER_TLS -> curl(listening, "imap", "/INBOX;MAILINDEX=1", "");
            case POP3, POP3_OVER_TLS -> curl(listening, "pop3", "/1", "");
            case SUBMISSIONS ->
                "printf 'Subject: hello\\r\\n\\r\\nhello\\r\\n' | " + curl(listening, "smtp", "", sending());
            case MX, SUBMISSION -> openssl(listening);
        };
    }

    private String curl(Listening listening, String scheme, String path, String more) {
        boolean implicit = listening.policy().isImplicit();
        String url = scheme + (implicit ? "s" : "") + "://" + hostName + ":"
                + listening.address().getPort() + path;
        return words(
                "curl",
                listening.policy().hasStartTls() ? "--ssl-reqd" : "",
                authority.map(file -> "--cacert " + quoted(file.toString())).orElse(""),
                isUsualHost() ? "" : "--connect-to ::" + host(listening) + ":",
                "--user " + quoted(account + password.map(word -> ":" + word).orElse("")),
                more,
                quoted(url));
    }

    private String sending() {
        String address = account + "@" + hostName;
        return "--mail-from " + quoted(address) + " --mail-rcpt " + quoted(address) + " --upload-file -";
    }

    private String openssl(Listening listening) {
        if (!listening.policy().hasStartTls()) {
            return telnet(listening);
        }
        return words(
                "openssl s_client -quiet -crlf -starttls smtp",
                "-connect " + quoted(host(listening) + ":" + listening.address().getPort()),
                authority.map(file -> "-CAfile " + quoted(file.toString())).orElse(""),
                "-servername " + hostName + " -verify_hostname " + hostName + " -verify_return_error");
    }

    private static String telnet(Listening listening) {
        return "telnet " + host(listening) + " " + listening.address().getPort();
    }

    /** What to connect to: a server that listens everywhere listens at home. */
    private static String host(Listening listening) {
        return listening.address().getAddress().isAnyLocalAddress() ? "localhost" : listening.host();
    }

    private boolean isUsualHost() {
        return hostName.equals("localhost");
    }

    private static String words(String... words) {
        return String.join(" ", Stream.of(words).filter(word -> !word.isEmpty()).toList());
    }

    /** Quotes what a shell would not leave alone. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
