/** How to publish signals, in five steps. */
export function ProducersPage() {
  return (
    <div class="text">
      <h2>Publish your signals</h2>
      <p>A signal is a sign of innovation that you know of: a business, an event, a research institution or a publication. You publish it once; a later version with the same source and id corrects it.</p>
      <div class="two">
        <div>
          <h3>1. Write a table</h3>
          <p>One line for each signal. Only the name and a location are needed beside the id; a description lets the sectors be found.</p>
          <pre tabIndex={0}>{`id,name,text,url,lat,lon,observed
acme-1,Acme Robotics,"Robots that pack food, guided by machine vision",https://acme.example,53.4794,-2.2453,2026-11-01T00:00:00Z`}</pre>
          <p>
            Instead of <code>lat</code> and <code>lon</code> a line may have a <code>postcode</code>, or a <code>place</code> with its <code>region</code> where several places have the name. A file with other columns is read through a mapping file.
          </p>
          <h3>2. Try it without sending</h3>
          <pre tabIndex={0}>./techindex publish signals.csv --kind business --source my-office --dry-run</pre>
          <p>Every line that would be refused is listed with its field and the reason.</p>
        </div>
        <div>
          <h3>3. Publish</h3>
          <pre tabIndex={0}>./techindex publish signals.csv --kind business --source my-office</pre>
          <h3>4. Ask what became of it</h3>
          <pre tabIndex={0}>./techindex receipt --source my-office --id acme-1</pre>
          <p>The answer is accepted, corrected, duplicate or refused and why, and the release that first counts it.</p>
          <h3>5. Mend what was refused</h3>
          <pre tabIndex={0}>./techindex rejected --source my-office</pre>
          <p>Publish the mended lines again with the same ids. Nothing is counted twice.</p>
          <h3>From a program</h3>
          <p>
            Write to Kafka yourself: CloudEvents in binary mode on the topics <code>signals.business</code>, <code>signals.event</code>, <code>signals.institution</code> and <code>signals.publication</code>. An empty value takes a signal back.
          </p>
        </div>
      </div>
    </div>
  );
}
