-- What tilemaker takes from OpenStreetMap, into the layers that static/web/map-style.js draws.
node_keys = { "railway", "amenity", "natural" }

local main = { motorway=1, trunk=1, primary=1, secondary=1, motorway_link=1, trunk_link=1, primary_link=1, secondary_link=1 }
local paths = { footway=1, path=1, steps=1, track=1, cycleway=1, pedestrian=1 }
local lanes = { residential=1, living_street=1, unclassified=1 }
local schools = { school=1, kindergarten=1, university=1, college=1 }
local civic = { townhall=1, library=1, community_centre=1, police=1, fire_station=1, post_office=1 }

local function named()
  local korean, english = Find("name:ko"), Find("name:en")
  if korean == "" then korean = Find("name") end
  if korean ~= "" then Attribute("name_ko", korean) end
  if english ~= "" then Attribute("name_en", english) end
  return korean ~= ""
end

local function put(layer, area, class, zoom)
  Layer(layer, area)
  Attribute("class", class)
  MinZoom(zoom)
end

local function name_of(class, zoom)
  if Find("name") == "" then return end
  LayerAsCentroid("names")
  Attribute("class", class)
  MinZoom(zoom)
  named()
end

function node_function()
  if Find("railway") == "station" then
    Layer("names", false)
    Attribute("class", "station")
    MinZoom(12)
    named()
  elseif Find("natural") == "peak" and Find("name") ~= "" then
    Layer("names", false)
    Attribute("class", "hill")
    MinZoom(12)
    named()
  elseif civic[Find("amenity")] and Find("name") ~= "" then
    Layer("names", false)
    Attribute("class", "civic")
    MinZoom(14)
    named()
  end
end

local function street(highway)
  if main[highway] then put("streets", false, "main", 11)
  elseif highway == "tertiary" then put("streets", false, "road", 11)
  elseif paths[highway] then put("streets", false, "path", 14)
  elseif lanes[highway] and Find("name") ~= "" then put("streets", false, "lane", 13)
  else put("streets", false, "street", 14) end
  named()
end

local function ground()
  local landuse, leisure, natural, amenity = Find("landuse"), Find("leisure"), Find("natural"), Find("amenity")
  if natural == "water" or Find("waterway") == "riverbank" then
    put("water", true, "river", 11)
  elseif landuse == "forest" or natural == "wood" then put("land", true, "wood", 11)
  elseif leisure == "park" or leisure == "garden" or leisure == "playground" then
    put("land", true, "park", 12)
    name_of("park", 13)
  elseif landuse == "grass" or landuse == "meadow" then put("land", true, "bank", 12)
  elseif schools[amenity] then
    put("land", true, "school", 12)
    name_of("school", 13)
  elseif amenity == "marketplace" then
    put("land", true, "market", 12)
    name_of("market", 13)
  elseif civic[amenity] then
    put("land", true, "civic", 12)
    name_of("civic", 14)
  elseif landuse == "residential" and Find("name") ~= "" then
    put("land", true, "homes", 13)
    name_of("homes", 14)
  end
end

function way_function()
  local highway, railway, waterway, building = Find("highway"), Find("railway"), Find("waterway"), Find("building")
  if highway ~= "" and Find("area") ~= "yes" then street(highway) end
  if (railway == "rail" or railway == "light_rail" or railway == "subway") and Find("tunnel") ~= "yes" then
    put("streets", false, "rail", 12)
    named()
  end
  if waterway == "river" or waterway == "stream" or waterway == "canal" then
    put("water_names", false, waterway == "river" and "river" or "stream", 12)
    named()
  end
  if not IsClosed() then return end
  ground()
  if building ~= "" and building ~= "no" then
    local class = "house"
    if building == "apartments" then class = "homes" elseif schools[building] then class = "school" end
    put("buildings", true, class, 14)
  end
end

function attribute_function(found, layer)
  return found
end
