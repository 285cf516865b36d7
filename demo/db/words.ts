// What the shop sells: six departments, eighteen groups, thirty-six categories that hold products; forty brands.
export const departments: Record<string, Record<string, Record<string, readonly string[]>>> = {
  Shoes: {
    'Running Shoes': { 'Road Running': ['Runner', 'Racer'], 'Trail Running': ['Trail Shoe'] },
    Boots: { 'Hiking Boots': ['Hiking Boot'], 'Winter Boots': ['Snow Boot', 'Lined Boot'] },
    'Everyday Shoes': { Sneakers: ['Sneaker', 'Low Top'], Sandals: ['Sandal', 'Slide'] },
  },
  Clothing: {
    Tops: { 'T-Shirts': ['Tee', 'Pocket Tee'], Sweaters: ['Sweater', 'Cardigan'] },
    Bottoms: { Jeans: ['Jeans', 'Slim Jeans'], Shorts: ['Shorts', 'Swim Shorts'] },
    Jackets: { 'Rain Jackets': ['Rain Jacket'], 'Down Jackets': ['Down Jacket', 'Vest'] },
  },
  Outdoor: {
    Camping: { Tents: ['Tent', 'Tarp'], 'Sleeping Bags': ['Sleeping Bag', 'Quilt'] },
    Cycling: { Helmets: ['Helmet'], 'Bike Lights': ['Front Light', 'Rear Light'] },
    Packs: { Daypacks: ['Daypack', 'Sling'], 'Trekking Packs': ['Trekking Pack'] },
  },
  Home: {
    Kitchen: { Knives: ['Chef Knife', 'Paring Knife'], Pans: ['Pan', 'Wok'] },
    Lighting: { 'Table Lamps': ['Table Lamp'], 'Ceiling Lamps': ['Pendant Lamp', 'Spot'] },
    Textiles: { Blankets: ['Blanket', 'Throw'], Towels: ['Towel', 'Bath Sheet'] },
  },
  Electronics: {
    Audio: { Headphones: ['Headphones', 'Earbuds'], Speakers: ['Speaker', 'Soundbar'] },
    Computing: { Keyboards: ['Keyboard'], Monitors: ['Monitor', 'Portable Monitor'] },
    Wearables: { Watches: ['Sports Watch'], 'Fitness Bands': ['Fitness Band'] },
  },
  Beauty: {
    Skin: { Creams: ['Day Cream', 'Night Cream'], Cleansers: ['Cleanser', 'Toner'] },
    Hair: { Shampoos: ['Shampoo'], 'Hair Tools': ['Hair Dryer', 'Straightener'] },
    Scent: { Perfumes: ['Perfume'], Candles: ['Candle', 'Diffuser'] },
  },
};

export const brandNames =
  `Alder & Ash,Arctis,Bergholm,Birkdal,Calder,Copperline,Cormorant,Dovetail,Eastfold,Elmstead,
Fennick,Fjordur,Galehaus,Glasswing,Harrow,Heron Row,Ironwood,Juniper Lane,Kestrel,Kiln & Co,Larkspur,Lumen North,
Marlow,Meridian,Nordvik,Oak & Anchor,Oriel,Pathfinder,Pinecrest,Quill,Ravensworth,Rill,Saltmarsh,Sorrel,Tamarack,
Thornbury,Umbra,Vantage,Westerly,Yarrow`
    .split(',')
    .map((name) => name.trim());

export const adjectives =
  'Alpine,Amber,Breeze,Cinder,Classic,Coast,Cobalt,Drift,Ember,Feather,Granite,Harbor,Indigo,Light'.split(
    ',',
  );
export const series = ['One', 'Two', 'Pro', 'Lite', 'Max', 'Eco', 'Core', 'Plus', '300', '500'];

/** `Alder & Ash` → `alder-ash`. */
export const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
