import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** AngusMail HOST PORT MODE PROTOCOL USER PASS CAFILE ADDRESS: one mail read, or the file "mail" sent. */
public class AngusMail {

    public static void main(String[] args) throws Exception {
        String host = args[0];
        int port = Integer.parseInt(args[1]);
        boolean implicit = args[2].equals("implicit");
        boolean login = !args[3].equals("smtp");
        String protocol = args[3].replace("submission", "smtp") + (implicit ? "s" : "");
        String user = login ? args[4] : null;
        String password = login ? args[5] : null;

        Session session = Session.getInstance(properties("mail." + protocol + ".", implicit, login, args[6]));
        session.setDebug(true);
        if (protocol.startsWith("smtp")) {
            try (Transport transport = session.getTransport(protocol)) {
                transport.connect(host, port, user, password);
                send(session, transport, args[7]);
            }
        } else {
            try (Store store = session.getStore(protocol)) {
                store.connect(host, port, user, password);
                read(store);
            }
        }
    }

    private static Properties properties(String prefix, boolean implicit, boolean login, String ca) throws Exception {
        Properties properties = new Properties();
        properties.put(prefix + "starttls.enable", !implicit);
        properties.put(prefix + "starttls.required", !implicit);
        properties.put(prefix + "ssl.socketFactory", trusting(ca));
        properties.put(prefix + "ssl.checkserveridentity", true);
        properties.put(prefix + "auth", login);
        return properties;
    }

    private static SSLSocketFactory trusting(String ca) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(Path.of(ca))) {
            trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static void send(Session session, Transport transport, String address) throws Exception {
        try (InputStream mail = Files.newInputStream(Path.of("mail"))) {
            transport.sendMessage(new MimeMessage(session, mail), new InternetAddress[] {new InternetAddress(address)});
        }
    }

    private static void read(Store store) throws Exception {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        Message mail = inbox.getMessage(1);
        System.out.println(mail.getSubject() + "\n" + mail.getContent());
        if (mail.getSubject() == null || mail.getSize() <= 0) {
            throw new Exception("no mail was read");
        }
        inbox.close(false);
    }
}
