package mailtls.conformance.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mailtls.conformance.command.Trouble;
import mailtls.sasl.Accounts;
import mailtls.store.MailStore;
import mailtls.store.MemoryMailStore;
import picocli.CommandLine.Option;

/** The name of the house, and who lives in it. */
final class AccountOptions {

    /** RFC 952 and RFC 1123 section 2.1, with room for the underscores that people have in test networks. */
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*");

    private static final Pattern ACCOUNT_NAME = Pattern.compile("[!-~&&[^@:]]{1,64}");

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "The name it calls itself, has in its certificate, and takes mail for (localhost).")
    private String hostName = "localhost";

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "Another domain to take mail for; as often as needed.")
    private List<String> domains = List.of();

    @Option(
            names = "--account",
            paramLabel = "NAME:PASSWORD",
            description =
                    "Somebody who may log in; as often as needed. Others on this machine can see the password in the"
                            + " list of processes: for anything but a test use --accounts. Default: alice:secret.")
    private List<String> accounts = List.of();

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description =
                    "A file with one NAME:PASSWORD on each line; empty lines and those that begin with # don't count.")
    private Optional<Path> accountsFile = Optional.empty();

    @Option(names = "--no-sample-mail", description = "Begin with empty mailboxes.")
    private boolean noSampleMail;

    /** Those that were asked for by the options, or the one that is there otherwise; read once. */
    private final Map<String, String> passwords = new LinkedHashMap<>();

    /** Returns the name of the house. */
    String hostName() {
        return checkedHostName("--host-name", hostName);
    }

    /** Returns the account to show in examples, which somebody has to know the password of. */
    String someAccount() {
        return passwords().keySet().iterator().next();
    }

    /** Returns the password to show in examples: the one that everybody knows, or none. */
    Optional<String> wellKnownPassword() {
        return accounts.isEmpty() && accountsFile.isEmpty() ? Optional.of("secret") : Optional.empty();
    }

    /** Returns who may log in. */
    Accounts authenticator() {
        var known = new Accounts();
        passwords().forEach((name, password) -> add(known, name, password));
        return known;
    }

    private static void add(Accounts known, String name, String password) {
        try {
            known.add(name, password);
        } catch (IllegalArgumentException unfit) {
            throw Trouble.withUsage(
                    "the password of “" + name + "” has characters that SASLprep (RFC 4013) forbids",
                    "choose one of letters, digits and punctuation");
        }
    }

    /** Returns where mail is: a mailbox for each account. Nobody else being postmaster, the first is (RFC 5321 section 4.5.1). */
    MailStore store() {
        var taken = new ArrayList<>(List.of(hostName()));
        domains.forEach(domain -> taken.add(checkedHostName("--domain", domain)));
        // Half of the heap: mail has to leave room for those who read it.
        var store = new MemoryMailStore(Runtime.getRuntime().maxMemory() / 2, taken);
        for (String name : passwords().keySet()) {
            var account = store.addAccount(name);
            if (!noSampleMail) {
                SampleMail.fill(account, name + "@" + hostName());
            }
        }
        store.addName("postmaster", someAccount());
        return store;
    }

    private Map<String, String> passwords() {
        if (passwords.isEmpty()) {
            accounts.forEach(account -> take(account, "--account"));
            accountsFile.ifPresent(this::takeAll);
            wellKnownPassword().ifPresent(secret -> passwords.put("alice", secret));
        }
        return passwords;
    }

    private void takeAll(Path file) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                take(lines.get(i), "line " + (i + 1) + " of " + file);
            }
        }
        if (passwords.isEmpty()) {
            throw Trouble.withFile("there is no account in " + file, "write NAME:PASSWORD on a line of its own");
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw Trouble.withFile(
                    "can't read the accounts in " + file + ": " + Pem.reason(unreadable),
                    "it should be a text file in UTF-8 with NAME:PASSWORD on each line");
        }
    }

    /** Takes an account. What is wrong with it is said without showing it: it may be a password. */
    private void take(String account, String where) {
        int colon = account.indexOf(':');
        if (colon < 0 || colon == account.length() - 1) {
            throw Trouble.withUsage(where + " has no password", "write NAME:PASSWORD");
        }
        String name = account.substring(0, colon);
        if (!ACCOUNT_NAME.matcher(name).matches()) {
            throw Trouble.withUsage(
                    where + ": the name is not one of up to 64 printable characters without @ and blanks",
                    "give the part before the @; each account gets mail in each --domain");
        }
        passwords.put(name, account.substring(colon + 1));
    }

    private static String checkedHostName(String option, String name) {
        if (!HOST_NAME.matcher(name).matches()) {
            throw Trouble.withUsage(option + ": “" + name + "” is no host name", "give one such as mail.example.org");
        }
        return name;
    }
}
